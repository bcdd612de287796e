# A rule that is in no table does not compile: the file compiles without a typo, and with none of them.
# Run as: cmake -DROOT=<project> -DCOMPILER=<C++ compiler> -P run.cmake

foreach(typo RANGE 4)
  execute_process(
    COMMAND "${COMPILER}" -std=c++20 -fsyntax-only "-I${ROOT}/src" "-I${ROOT}/include" -DTYPO=${typo}
            "${CMAKE_CURRENT_LIST_DIR}/use.cpp"
    RESULT_VARIABLE exit OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(typo EQUAL 0 AND NOT exit EQUAL 0)
    message(FATAL_ERROR "does not compile without a typo:\n${out}")
  elseif(typo GREATER 0 AND exit EQUAL 0)
    message(FATAL_ERROR "compiles with typo ${typo}")
  elseif(typo GREATER 0 AND NOT out MATCHES "no rule has this name|consteval|constant expression")
    message(FATAL_ERROR "typo ${typo} fails for another reason:\n${out}")
  endif()
endforeach()
