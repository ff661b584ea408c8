package io.github.modelconversion.store;

/**
 * A record that represents an object in JSON.
 *
 * @param <T> the class of the object
 */
public interface Document<T> {

    /**
     * Returns the represented object.
     *
     * @throws IllegalArgumentException if there is none; the message completes a sentence that starts with "expected"
     */
    T content();
}
