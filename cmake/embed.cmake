# Embeds every file of schemas/, src/messages/*.json, src/report/assets/, src/pages/assets/,
# src/select/presets/, src/legacy/layouts/ and src/pnt/formats/ in the library, byte for byte, as the table
# that src/base/embedded.hpp declares.
#
# Included, this gives edca_embed(); run as a script it writes the generated file.

function(edca_embed result)
  file(GLOB_RECURSE data RELATIVE "${PROJECT_SOURCE_DIR}" CONFIGURE_DEPENDS schemas/*)
  file(GLOB messages RELATIVE "${PROJECT_SOURCE_DIR}" CONFIGURE_DEPENDS src/messages/*.json src/report/assets/* src/pages/assets/* src/select/presets/* src/legacy/layouts/* src/pnt/formats/*)
  list(APPEND data ${messages})
  list(FILTER data EXCLUDE REGEX "(^|/)\\.")
  list(SORT data)  # "schemas/…" stands before "src/messages/…" here, after "messages/…" in the table
  set(list_file "${PROJECT_BINARY_DIR}/generated/embedded.txt")
  set(output "${PROJECT_BINARY_DIR}/generated/embedded.cpp")
  list(JOIN data "\n" lines)
  file(CONFIGURE OUTPUT "${list_file}" CONTENT "${lines}" @ONLY)
  list(TRANSFORM data PREPEND "${PROJECT_SOURCE_DIR}/")
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DLIST=${list_file}" "-DOUTPUT=${output}"
            -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS ${data} "${list_file}" "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    COMMENT "Embedding schemas and messages" VERBATIM)
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

# One C string literal per 4 kB: every byte an escape of its own, so no byte means anything to the
# compiler, whatever its locale or encoding.
function(as_literal path result)
  file(READ "${path}" hex HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${hex}")
  set(literal "")
  string(LENGTH "${escaped}" length)
  set(offset 0)
  while(offset LESS length)
    string(SUBSTRING "${escaped}" ${offset} 16384 piece)
    string(APPEND literal "    \"${piece}\"\n")
    math(EXPR offset "${offset} + 16384")
  endwhile()
  if(length EQUAL 0)
    set(literal "    \"\"\n")
  endif()
  set(${result} "${literal}" PARENT_SCOPE)
endfunction()

file(STRINGS "${LIST}" files ENCODING UTF-8)
set(paths "")
foreach(file IN LISTS files)
  string(REGEX REPLACE "^src/" "" path "${file}")
  list(APPEND paths "${path}")
endforeach()
list(SORT paths)

set(data "")
set(table "")
set(count 0)
foreach(path IN LISTS paths)
  string(REGEX REPLACE "^(messages|pages|report|select|legacy|pnt)/" "src/\\1/" file "${path}")
  as_literal("${ROOT}/${file}" literal)
  string(APPEND data "constexpr char file_${count}[] =\n${literal};\n")
  string(APPEND table "    {\"${path}\", {file_${count}, sizeof file_${count} - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()
if(count EQUAL 0)
  message(FATAL_ERROR "${ROOT} has no schemas to embed")
endif()

file(WRITE "${OUTPUT}" "// Written by cmake/embed.cmake from schemas/ and src/messages/. Edit those.
// NOLINTBEGIN
#include \"base/embedded.hpp\"

#include <algorithm>

#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace edca {
namespace {

${data}
constexpr EmbeddedFile files[] = {
${table}};

}  // namespace

std::span<const EmbeddedFile> embedded_files() noexcept { return files; }

std::string_view embedded_file(std::string_view path) noexcept {
  const auto* file = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
  return file != std::end(files) && file->path == path ? file->text : std::string_view();
}

}  // namespace edca
// NOLINTEND
")
