# What the page in web/ is made of, when Emscripten compiles: the libraries from their sources in EDCA_LIBRARY_SOURCES
# (scripts/web puts them there), under the names by which cmake/dependencies.cmake knows them, and the rooms of src that
# the page calls.

enable_language(C)
set(EDCA_LIBRARY_SOURCES "" CACHE PATH "Folder with the sources of zlib, zstd, re2 and expat")
set(from "${EDCA_LIBRARY_SOURCES}")

# Code at fixed addresses: there is nothing to load it elsewhere.
set(CMAKE_CXX_COMPILE_OPTIONS_PIC "")
set(CMAKE_C_COMPILE_OPTIONS_PIC "")
set(CMAKE_CXX_COMPILE_OPTIONS_PIE "")

add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/from_chars.hpp>")

# edca_source_library(NAME ALIAS FOLDERS folder... [DEFINE definition...] FILES file...)
function(edca_source_library name alias)
  cmake_parse_arguments(arg "" "" "FOLDERS;DEFINE;FILES" ${ARGN})
  add_library(${name} STATIC ${arg_FILES})
  target_include_directories(${name} SYSTEM PUBLIC ${arg_FOLDERS})
  target_compile_definitions(${name} PRIVATE ${arg_DEFINE})
  target_compile_options(${name} PRIVATE -w)
  add_library(${alias} ALIAS ${name})
endfunction()

foreach(name adler32 crc32 deflate inffast inflate inftrees trees zutil)
  list(APPEND zlib_files "${from}/zlib/${name}.c")
endforeach()
edca_source_library(zlib ZLIB::ZLIB FOLDERS "${from}/zlib" FILES ${zlib_files})

file(GLOB zstd_files "${from}/zstd/lib/common/*.c" "${from}/zstd/lib/compress/*.c" "${from}/zstd/lib/decompress/*.c")
edca_source_library(zstd zstd::libzstd FOLDERS "${from}/zstd/lib" FILES ${zstd_files}
  DEFINE ZSTD_DISABLE_ASM ZSTD_LEGACY_SUPPORT=0 ZSTD_STRIP_ERROR_STRINGS ZSTD_NO_INLINE HUF_FORCE_DECOMPRESS_X1
         ZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT)

file(GLOB re2_files "${from}/re2/re2/*.cc")
edca_source_library(re2 re2::re2 FOLDERS "${from}/re2" FILES ${re2_files}
  "${from}/re2/util/rune.cc" "${from}/re2/util/strutil.cc")

# With expat_config.h from here.
edca_source_library(expat EXPAT::EXPAT FOLDERS "${from}/expat/expat/lib" "${CMAKE_CURRENT_LIST_DIR}" FILES
  "${from}/expat/expat/lib/xmlparse.c" "${from}/expat/expat/lib/xmlrole.c" "${from}/expat/expat/lib/xmltok.c")

# Not there: one thread, no databases, no second engine, no command line.
add_library(Threads::Threads INTERFACE IMPORTED)
add_library(SQLite::SQLite3 INTERFACE IMPORTED)
add_library(CLI11::CLI11 INTERFACE IMPORTED)
set(EDCA_VALIJSON_DIR "${CMAKE_CURRENT_LIST_DIR}" CACHE PATH "" FORCE)
find_path(EDCA_RAPIDJSON_DIR rapidjson/reader.h PATHS "${from}/include" NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
find_path(EDCA_TOMLPLUSPLUS_DIR toml++/toml.h PATHS "${from}/include" NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)

# edca_rooms_of_page(SOURCES): drops the rooms that the page never calls, and puts what stands in web/wasm/doors in the place of the
# files that are the doors to libraries which are not there.
function(edca_rooms_of_page result)
  set(files ${${result}})
  list(FILTER files EXCLUDE REGEX
    "/src/(budget|catalog|convert|diff|indicators|legacy|net|pnt|portal|publish|select)/")
  list(FILTER files EXCLUDE REGEX "/src/(check/valijson_engine|tables/sqlite)\\.cpp$")
  file(GLOB doors CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/web/wasm/doors/*.cpp")
  set(${result} ${files} ${doors} PARENT_SCOPE)
endfunction()

# edca_add_page(): edca.js and edca.wasm, of web/glue.cpp and the library.
function(edca_add_page)
  file(GLOB glue CONFIGURE_DEPENDS web/glue/*.cpp)
  add_executable(edca_page ${glue})
  edca_target(edca_page)
  target_link_libraries(edca_page PRIVATE edca)
  set_target_properties(edca_page PROPERTIES OUTPUT_NAME edca)
  target_link_options(edca_page PRIVATE
    -sMODULARIZE=1 -sEXPORT_NAME=edcaModule -sENVIRONMENT=worker,node -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB
    -sSTACK_SIZE=1MB -sDYNAMIC_EXECUTION=0 -sFORCE_FILESYSTEM=1 -sSUPPORT_LONGJMP=wasm
    -sEXPORTED_FUNCTIONS=_edca_call,_malloc,_free -sEXPORTED_RUNTIME_METHODS=FS,WORKERFS,UTF8ToString,HEAPU8
    -lworkerfs.js --no-entry)
endfunction()
