#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/spill.hpp"

namespace edca::sheets {

/// The texts that cells of a workbook share, by their numbers, in memory of a given size: what goes
/// beyond it lies in a temporary file.
class SharedTexts {
 public:
  SharedTexts(std::size_t memory, std::string temporary_folder)
      : texts_(memory, temporary_folder), ends_(memory / 4, temporary_folder) {}

  /// Throws as io::SpillFile, as do the others.
  void add(std::string_view text);
  std::uint64_t size() const { return count_; }
  /// How many bytes a text has. `number` is below size().
  std::size_t bytes(std::uint64_t number) const;
  /// Appends it.
  void append(std::uint64_t number, std::string& out) const;

 private:
  /// Bytes that are added at the end and read anywhere.
  class Store {
   public:
    Store(std::size_t memory, std::string folder) : memory_(memory), folder_(std::move(folder)) {}
    void add(std::string_view bytes);
    void read(std::uint64_t at, char* to, std::size_t size) const;

   private:
    static constexpr std::size_t block = 64u << 10;

    std::size_t memory_;
    std::string folder_;
    std::string bytes_;                    ///< the first ones, as many as memory holds
    std::unique_ptr<io::SpillFile> file_;  ///< those behind them
    std::string waiting_;                  ///< and behind these
  };

  std::uint64_t end_of(std::uint64_t count) const;

  Store texts_;
  Store ends_;  ///< where each of them ends, eight bytes each
  std::uint64_t count_ = 0;
  std::uint64_t end_ = 0;  ///< of the last one
};

}  // namespace edca::sheets
