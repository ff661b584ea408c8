import java.nio.charset.Charset

// In a POSIX locale Java can have no such file.
return Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('\u00fc')
