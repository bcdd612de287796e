#pragma once

namespace edca::os {

/// Threads that run at the same time; at least 1.
unsigned processors() noexcept;
/// Whether there are instructions for SHA-256 (of x86-64).
bool has_sha_instructions() noexcept;

}  // namespace edca::os
