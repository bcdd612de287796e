# How every target of the project is compiled.

find_program(EDCA_CCACHE ccache)
if(EDCA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND PROJECT_IS_TOP_LEVEL AND NOT EDCA_SYNTAX_ONLY)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${EDCA_CCACHE}")
endif()

# Executables may lie anywhere in memory.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

if(EDCA_LTO)
  include(CheckIPOSupported)
  check_ipo_supported(RESULT EDCA_LTO_SUPPORTED OUTPUT reason LANGUAGES CXX)
  if(NOT EDCA_LTO_SUPPORTED)
    message(STATUS "edca: no link-time optimisation: ${reason}")
  endif()
endif()

# Without objects there is nothing to link.
if(EDCA_SYNTAX_ONLY)
  set(CMAKE_CXX_CREATE_STATIC_LIBRARY "${CMAKE_COMMAND} -E true")
  set(CMAKE_CXX_LINK_EXECUTABLE "${CMAKE_COMMAND} -E true")
endif()

if(EDCA_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "EDCA_FUZZ needs clang: libFuzzer is part of it")
endif()

# Mistakes in memory that nobody has found yet end the program, rather than being somebody's way in; SECURITY.md has the
# table, tests/hardening.py holds the program to it.
function(edca_harden target)
  set(gnu_like "$<CXX_COMPILER_ID:GNU,Clang,AppleClang>")
  target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS
    $<$<NOT:$<CXX_COMPILER_ID:Clang>>:_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_FAST>)
  # Zig's clang brings a mode of its own, and has what fails ignored.
  foreach(setting IN ITEMS HARDENING_MODE=_LIBCPP_HARDENING_MODE_FAST
                           ASSERTION_SEMANTIC_DEFAULT=_LIBCPP_ASSERTION_SEMANTIC_HARDENING_DEPENDENT)
    string(REGEX REPLACE "=.*" "" name "${setting}")
    target_compile_options(${target} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:-U_LIBCPP_${name};-D_LIBCPP_${setting}>")
  endforeach()
  target_compile_options(${target} PRIVATE "$<${gnu_like}:-fstack-protector-strong>")
  # Windows looks at each page of the stack by itself, and GCC breaks off over both.
  if(NOT APPLE AND NOT WIN32)
    target_compile_options(${target} PRIVATE "$<${gnu_like}:-fstack-clash-protection>")
  endif()
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    target_compile_options(${target} PRIVATE "$<${gnu_like}:-fcf-protection=full>")
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$" AND NOT APPLE)
    target_compile_options(${target} PRIVATE "$<${gnu_like}:-mbranch-protection=standard>")
  endif()
  # It needs optimisation, and sanitizers look closer.
  if(NOT EDCA_SANITIZE AND NOT EDCA_FUZZ)
    set(optimised "$<AND:${gnu_like},$<CONFIG:Release,RelWithDebInfo,MinSizeRel>>")
    target_compile_options(${target} PRIVATE "$<${optimised}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>")
  endif()
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE" AND UNIX AND NOT APPLE)
    target_link_options(${target} PRIVATE -Wl,-z,relro,-z,now,-z,noexecstack)
  elseif(type STREQUAL "EXECUTABLE" AND MINGW)
    target_link_options(${target} PRIVATE -fstack-protector-strong)  # brings libssp
  endif()
endfunction()

function(edca_target target)
  set_target_properties(${target} PROPERTIES
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_definitions(${target} PRIVATE EDCA_VERSION="${PROJECT_VERSION}")
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion)
  # Of files that are compiled together, a local name of one may be that of something in another.
  if(NOT EDCA_UNITE)
    target_compile_options(${target} PRIVATE -Wshadow)
  elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wshadow=local -Wno-subobject-linkage)
  endif()
  # Under -O3, GCC 12 sees overlaps in additions to strings (https://gcc.gnu.org/PR105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(EDCA_HARDEN)
    edca_harden(${target})
  endif()
  if(EDCA_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(EDCA_CPU_BASELINE AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    target_compile_options(${target} PRIVATE "-march=${EDCA_CPU_BASELINE}")
  endif()
  if(EDCA_LTO_SUPPORTED)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION ON)
    # An installed archive must link with other compiler versions too.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -ffat-lto-objects)
    endif()
  endif()
  if(EDCA_SANITIZE OR EDCA_FUZZ)
    # Public for the linker: who links an instrumented archive needs the runtime.
    target_compile_options(${target} PRIVATE
      -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
    # A look at every pointer before it is followed is a third of the time of a build, and AddressSanitizer stops most of
    # what it finds; the fuzzers have it.
    if(NOT EDCA_FUZZ)
      target_compile_options(${target} PRIVATE -fno-sanitize=null,alignment,object-size,vptr)
    endif()
  endif()
  if(EDCA_SYNTAX_ONLY)
    # As an option of the driver it would keep clang from writing precompiled headers.
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fsyntax-only")
  endif()
  if(EDCA_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link
      "-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tests/fuzz/ignore.txt")
  endif()
endfunction()

# edca_precompile(TARGET [HEADER...]): a target of many files reads the headers that most of them include once.
function(edca_precompile target)
  if(EDCA_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${ARGN} <algorithm> <array> <charconv> <chrono> <cstdint> <filesystem>
      <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <vector>)
  endif()
endfunction()

# edca_unite(TARGET FILE...): the files of one room, and of one folder of it, are compiled as one where there are not too
# many, since most of the time goes into the headers they share. Names in their unnamed namespaces must differ.
function(edca_unite target)
  if(NOT EDCA_UNITE)
    return()
  endif()
  set(most 12)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(file IN LISTS ARGN)
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/src" OUTPUT_VARIABLE name)
    string(REGEX REPLACE "/.*" "" room "${name}")
    list(APPEND rooms ${room})
    list(APPEND files_of_${room} "${file}")
  endforeach()
  list(REMOVE_DUPLICATES rooms)
  foreach(room IN LISTS rooms)
    list(LENGTH files_of_${room} count)
    math(EXPR parts "(${count} + ${most} - 1) / ${most}")
    set(number 0)
    foreach(file IN LISTS files_of_${room})
      math(EXPR part "${number} * ${parts} / ${count}")
      set_source_files_properties("${file}" PROPERTIES UNITY_GROUP "${room}_${part}")
      math(EXPR number "${number} + 1")
    endforeach()
  endforeach()
endfunction()
