package io.github.modelconversion.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for one piece of work, deleted when it is closed. The owner holds a lock on a file beside it, which the system
 * releases if the process is killed: the next folder in the same place then deletes the abandoned one.
 */
public final class WorkFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel channel;

    private WorkFolder(Path path, Path lockFile, FileChannel channel) {
        this.path = path;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Creates a folder, and deletes those that killed processes left.
     *
     * @param parent the folder to create it in
     * @param prefix the beginning of its name
     */
    public static WorkFolder create(Path parent, String prefix) throws IOException {
        deleteAbandoned(parent, prefix);
        // The lock comes before the folder, and goes after it: a folder is never without an owner.
        Path lockFile = Files.createTempFile(parent, prefix, LOCK);
        FileChannel channel = open(lockFile);
        try {
            lock(channel);
            String name = String.valueOf(lockFile.getFileName());
            Path path = Files.createDirectory(parent.resolve(name.substring(0, name.length() - LOCK.length())));
            return new WorkFolder(path, lockFile, channel);
        } catch (IOException failed) {
            channel.close();
            Files.deleteIfExists(lockFile);
            throw failed;
        }
    }

    /** Opens a lock file. Nothing is read from it or written to it. */
    private static FileChannel open(Path lockFile) throws IOException {
        return new FileOutputStream(lockFile.toFile(), true).getChannel();
    }

    /** Returns whether nobody else holds the lock; a file system without locks counts as held. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    private static void deleteAbandoned(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, prefix + "*" + LOCK)) {
            for (Path lockFile : locks) {
                String name = String.valueOf(lockFile.getFileName());
                Path path = parent.resolve(name.substring(0, name.length() - LOCK.length()));
                if (Files.isDirectory(path) && Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfAbandoned(path, lockFile);
                }
            }
        }
    }

    private static void deleteIfAbandoned(Path path, Path lockFile) {
        try (FileChannel channel = open(lockFile)) {
            if (lock(channel)) {
                delete(path);
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | UncheckedIOException kept) {
            // It costs disk space, and is tried again next time.
        }
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /** Deletes the folder with all it holds. */
    @Override
    public void close() throws IOException {
        try (channel) {
            delete(path);
        } finally {
            Files.deleteIfExists(lockFile);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException deleted) {
            // The tool deleted it itself.
        }
    }
}
