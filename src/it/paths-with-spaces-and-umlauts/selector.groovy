import java.nio.charset.Charset

// In a POSIX locale Java cannot create such a file.
return Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('\u00fc')
