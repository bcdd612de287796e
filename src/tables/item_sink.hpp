#pragma once

#include <cstdint>
#include <string_view>

#include "ocds/shape.hpp"

namespace edca::tables {

/// Takes items and packages apart into rows of tables.
class ItemSink {
 public:
  /// What is known of a package beside what it says of itself.
  struct PackageFacts {
    std::uint64_t number;  ///< from 0
    std::uint64_t first;   ///< number of its first item, or of the item behind it
    ocds::Kind kind;
    std::string_view source;  ///< the input
  };

  virtual ~ItemSink() = default;
  ItemSink(const ItemSink&) = delete;
  ItemSink& operator=(const ItemSink&) = delete;

  /// An item: valid JSON. `number` counts all items; `package` is that of the package around it, or
  /// negative. Throws as SpillFile.
  virtual void item(ocds::Kind kind, std::string_view text, std::uint64_t number,
                    std::int64_t package) = 0;
  /// A package without its list of items. Throws as SpillFile.
  virtual void package(const PackageFacts& facts, std::string_view text) = 0;

 protected:
  ItemSink() = default;
};

}  // namespace edca::tables
