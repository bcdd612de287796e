#pragma once

// What the programs around other libraries share; nothing of edca is in them.

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace peer {

/// The bytes of a file. Throws std::runtime_error when it cannot be opened.
inline std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(std::string("cannot open ") + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Counts {
  std::size_t texts = 0;
  std::size_t invalid = 0;
  std::size_t errors = 0;
};

/// Calls `judge(line, counts)` for every line that is not empty, one in memory at a time.
template <class Judge>
Counts each_line(const char* path, Judge judge) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(std::string("cannot open ") + path);
  Counts counts;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty()) continue;
    ++counts.texts;
    judge(line, counts);
  }
  return counts;
}

inline int print(const Counts& counts) {
  std::printf("%zu texts, %zu invalid, %zu errors\n", counts.texts, counts.invalid, counts.errors);
  return 0;
}

/// Runs `run`; an exception becomes a line on standard error and exit code 2.
template <class Run>
int guarded(Run run) {
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

}  // namespace peer
