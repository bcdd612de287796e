# compare(EXPECTED ACTUAL) notes a difference of two files, byte for byte, or rewrites EXPECTED under
# EDCA_UPDATE=1; an absent EXPECTED stands for an empty file. finish_comparison() fails if any differ.

set(differences "")

function(compare expected actual)
  file(SIZE "${actual}" size)
  if("$ENV{EDCA_UPDATE}" STREQUAL "1")
    if(size EQUAL 0)
      file(REMOVE "${expected}")
    else()
      configure_file("${actual}" "${expected}" COPYONLY)
    endif()
    return()
  endif()
  if(NOT EXISTS "${expected}")
    set(expected /dev/null)
  endif()
  execute_process(COMMAND diff -u --label "expected ${expected}" --label "what came" "${expected}" "${actual}"
                  OUTPUT_VARIABLE text RESULT_VARIABLE different)
  if(NOT different EQUAL 0)
    set(differences "${differences}${text}\n" PARENT_SCOPE)
  endif()
endfunction()

function(finish_comparison)
  if(differences)
    message("${differences}")
    message(FATAL_ERROR "EDCA_UPDATE=1 ctest writes the expected files anew; read the difference first")
  endif()
endfunction()
