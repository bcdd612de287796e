#include "cli/interrupt.hpp"

#include "os/process.hpp"

namespace edca::cli {

int run_interruptibly(Console& console, const std::function<int()>& work) {
  int code = 0;
  {
    const os::Interruptions noted;
    code = work();
  }
  if (interrupted()) {
    console = Console(console.settings());  // takes what was written of the result away
    os::end_interrupted();
  }
  return code;
}

bool interrupted() {
  return os::interrupted();
}

}  // namespace edca::cli
