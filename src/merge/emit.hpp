#pragma once

#include <span>
#include <string>
#include <vector>

#include "json/writer.hpp"
#include "merge/flatten.hpp"

namespace edca::merge {

/// Writes slots as JSON.
class Emitter {
 public:
  /// The merged release that stands in `root`.
  void write(const Slot& root, Form form, std::span<const Release> releases, json::Writer& out);

  /// For each value of a compiled release that a release set, at its JSON Pointer, the `id` and
  /// `date` of that release, as one JSON object. `existing` is the one that was there before.
  void blame(const Slot& root, std::span<const Release> releases, const Release& existing,
             json::Writer& out);

 private:
  void slot(const Slot& slot);
  void object(const Slot& slot);
  void array(const Slot& slot);
  void versions(const Slot& slot);
  void version(const Version& version);
  void blame_slot(const Slot& slot);
  void blame_object(const Slot& slot);
  void blame_array(const Slot& slot);
  void blame_leaf(std::uint32_t release);

  json::Writer* out_ = nullptr;
  std::vector<std::string> prefixes_;  ///< of a version, or what blame says of it, by release
  std::string existing_;
  std::string pointer_;
};

}  // namespace edca::merge
