# Toolchain file: programs for Windows (x86-64), built by MinGW-w64 on another system. scripts/windows gives
# EDCA_WINDOWS_DEPS, the folder with the libraries for the target.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_SYSTEM_VERSION 10)
set(target x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${target}-gcc-posix)
set(CMAKE_CXX_COMPILER ${target}-g++-posix)
set(CMAKE_RC_COMPILER ${target}-windres)

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES EDCA_WINDOWS_DEPS)
set(CMAKE_FIND_ROOT_PATH "${EDCA_WINDOWS_DEPS}" /usr/${target})
foreach(kind IN ITEMS LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(ENV{PKG_CONFIG_LIBDIR} "${EDCA_WINDOWS_DEPS}/lib/pkgconfig")

# Windows 10 and later. Registers of 32 bytes are spilled to a stack that has only 16 aligned
# (https://gcc.gnu.org/PR54412): moves that do not mind. Rooms as one file have more sections than objects usually may.
set(flags "-D_WIN32_WINNT=0x0A00 -DWINVER=0x0A00 -Wa,-muse-unaligned-vector-move -Wa,-mbig-obj")
set(CMAKE_C_FLAGS_INIT "${flags}")
set(CMAKE_CXX_FLAGS_INIT "${flags}")
# Nothing but what comes with Windows is opened when the program starts. The stack is as large as elsewhere.
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-static -Wl,--stack,8388608 -Wl,--dynamicbase,--nxcompat,--high-entropy-va -Wl,--no-insert-timestamp")
