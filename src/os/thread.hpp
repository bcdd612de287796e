#pragma once

#include <thread>

// The one door to threads: who needs one takes base::Pool.

namespace edca::os {

using Thread = std::thread;

/// Lets this thread wait.
void sleep(double seconds);

}  // namespace edca::os
