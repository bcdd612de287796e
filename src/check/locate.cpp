#include "check/locate.hpp"

#include <map>

#include "json/parse.hpp"
#include "json/pointer.hpp"

namespace edca::check {
namespace {

/// What is looked for, token by token as the pointers write them.
struct Branch {
  std::vector<std::size_t> wanted;  ///< pointers that end here
  std::map<std::string, Branch, std::less<>> below;
};

class Locator {
 public:
  Locator(const Branch& root, std::vector<std::size_t>& offsets)
      : offsets_(offsets), next_(&root) {}

  void attach(const json::Stream& stream) { stream_ = &stream; }
  bool Null() { return value(behind(4)); }
  bool Bool(bool value) { return this->value(behind(value ? 4 : 5)); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* at, rapidjson::SizeType, bool) { return value(at); }
  bool String(const char* at, rapidjson::SizeType, bool) { return value(at - 1); }
  bool StartObject() { return open(false); }
  bool StartArray() { return open(true); }
  bool Key(const char* at, rapidjson::SizeType length, bool) {
    std::string token;
    json::append_token(token, {at, length});
    next_ = step(token);
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

 private:
  struct Level {
    const Branch* branch;
    bool is_array;
    std::size_t count;
  };

  const char* behind(std::size_t length) const { return stream_->src_ - length; }

  const Branch* step(std::string_view token) const {
    const Branch* branch = levels_.back().branch;
    if (branch == nullptr) return nullptr;
    const auto found = branch->below.find(token);
    return found == branch->below.end() ? nullptr : &found->second;
  }

  bool value(const char* at) {
    if (!levels_.empty() && levels_.back().is_array) {
      std::string token;
      json::append_index(token, levels_.back().count++);
      next_ = step(token);
    }
    if (next_ == nullptr) return true;
    for (const std::size_t pointer : next_->wanted) {
      offsets_[pointer] = static_cast<std::size_t>(at - stream_->head_);
    }
    return true;
  }

  bool open(bool is_array) {
    value(behind(1));
    if (levels_.size() == json::depth_limit) return false;
    levels_.push_back({next_, is_array, 0});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  std::vector<std::size_t>& offsets_;
  const Branch* next_;  // for the value that comes next
  const json::Stream* stream_ = nullptr;
  std::vector<Level> levels_;
};

}  // namespace

std::vector<std::size_t> offsets_of(std::string_view text,
                                    const std::vector<std::string>& pointers) {
  Branch root;
  for (std::size_t index = 0; index < pointers.size(); ++index) {
    Branch* branch = &root;
    const std::string& pointer = pointers[index];
    for (std::size_t at = 0; at < pointer.size();) {
      const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
      branch = &branch->below[pointer.substr(at, end - at)];
      at = end;
    }
    branch->wanted.push_back(index);
  }
  std::vector<std::size_t> offsets(pointers.size(), 0);
  Locator locator(root, offsets);
  json::Scratch scratch;
  rapidjson::Reader reader;
  json::parse_in_place(scratch.fill(json::with_small_numbers(text)), reader, locator);
  return offsets;
}

}  // namespace edca::check
