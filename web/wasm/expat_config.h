// What Expat's own CMakeLists.txt would find out.
#define BYTEORDER 1234
#define HAVE_GETRANDOM 1
#define XML_CONTEXT_BYTES 1024
#define XML_NS 1
#define XML_POOR_ENTROPY 1
