#include "sheets/parts.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace edca::sheets {
namespace {

class ZipParts final : public Parts {
 public:
  ZipParts(const io::UnpackLimits& limits, std::vector<io::Input> members)
      : limits_(limits), members_(std::move(members)) {
    for (const io::Input& member : members_) packed_ += member.bytes;
  }

  /// Names of parts are the same whatever the case of their letters (ECMA-376-2, 6.2.2.3).
  std::unique_ptr<io::Source> open(const std::string& name) const override {
    auto found = std::ranges::find(members_, name, &io::Input::member);
    if (found == members_.end()) {
      const std::string folded = base::fold(name);
      found = std::ranges::find_if(members_, [&](const io::Input& member) {
        return member.member.size() == name.size() && base::fold(member.member) == folded;
      });
    }
    return found == members_.end() ? nullptr : io::open(*found, limits_);
  }
  std::uint64_t packed() const override { return packed_; }

 private:
  io::UnpackLimits limits_;
  std::vector<io::Input> members_;
  std::uint64_t packed_ = 0;
};

}  // namespace

std::unique_ptr<io::Source> Parts::need(const std::string& name) const {
  std::unique_ptr<io::Source> source = open(name);
  if (!source) throw broken_part(name);
  return source;
}

io::InputFault broken_part(const std::string& part) {
  return io::InputFault("input.unreadable", "workbook-part", {{"part", part}});
}

std::unique_ptr<Parts> zip_parts(const io::UnpackLimits& limits, std::vector<io::Input> members) {
  return std::make_unique<ZipParts>(limits, std::move(members));
}

}  // namespace edca::sheets
