package io.github.modelconversion.store;

/**
 * A record that is written instead of an object.
 *
 * @param <T> the class of the object
 */
public interface Document<T> {

    /**
     * Returns the object that this stands for.
     *
     * @throws IllegalArgumentException when there is none, in words that follow "expected"
     */
    T content();
}
