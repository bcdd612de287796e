#include "os/processor.hpp"

#include <algorithm>
#include <chrono>

#include "os/thread.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define EDCA_CPUID 1
#include <cpuid.h>
#endif

namespace edca::os {

unsigned processors() noexcept {
  return std::max(1u, Thread::hardware_concurrency());
}

bool has_sha_instructions() noexcept {
#ifdef EDCA_CPUID
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSE4_1) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
#else
  return false;
#endif
}

void sleep(double seconds) {
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

}  // namespace edca::os
