#include "check/fingerprint.hpp"

#include <algorithm>
#include <string>

#include "base/hash.hpp"
#include "base/number.hpp"
#include "json/parse.hpp"
#include "ocds/shape.hpp"

namespace edca::check {
namespace {

/// Kinds of parts, so that a key is no id and a text is no number.
enum Part : std::uint64_t { text_part, number_part, literal_part, key_part, element_part, no_part };

/// A fixed key: fingerprints of two runs are compared.
const base::KeyedHash& fixed_hash() {
  static const base::KeyedHash hash(0x6564636120626173, 0x656c696e65202020);
  return hash;
}

std::uint64_t part(Part kind, std::string_view text) {
  return fixed_hash().hash(kind, text).low;
}

bool is_number(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

bool leads_to_items(std::string_view token) {
  return is_number(token) || ocds::holds(token).has_value();
}

/// Takes note of the places while their values are open, and adds the way from within outwards: the
/// id of an element may stand behind what is wrong in it.
class Identifier {
 public:
  Identifier(std::string_view text, const std::vector<std::size_t>& offsets,
             std::vector<std::uint64_t>& places)
      : text_(text), offsets_(offsets), places_(places) {}

  void attach(const json::Stream& stream) { stream_ = &stream; }
  bool Null() { return scalar(behind(4), 4, literal_part, "null"); }
  bool Bool(bool value) {
    const std::size_t size = value ? 4 : 5;
    return scalar(behind(size), size, literal_part, value ? "true" : "false");
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* at, rapidjson::SizeType size, bool) {
    const std::size_t offset = offset_of(at);
    return scalar(offset, size, number_part, text_.substr(offset, size));
  }
  bool String(const char* at, rapidjson::SizeType size, bool) {
    return scalar(offset_of(at) - 1, size + std::size_t{1}, text_part, {at, size});
  }
  bool Key(const char* at, rapidjson::SizeType size, bool) {
    Level& level = open_.back();
    level.key = {at, size};
    level.member = noted_;
    note(offset_of(at), no_part);
    return true;
  }
  bool StartObject() { return open(false); }
  bool StartArray() { return open(true); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

 private:
  struct Level {
    bool array;
    std::size_t first;   ///< place in it
    std::size_t member;  ///< first place in the current member
    std::string_view key;
    std::string_view id;  ///< or else the ocid
  };

  std::size_t offset_of(const char* at) const {
    return static_cast<std::size_t>(at - stream_->head_);
  }
  std::size_t behind(std::size_t length) const { return offset_of(stream_->src_) - length; }

  std::size_t first_of_value() const {
    return open_.empty() || open_.back().array ? noted_ : open_.back().member;
  }

  /// Notes the places before `end`.
  void note(std::size_t end, std::uint64_t value) {
    for (; noted_ < offsets_.size() && offsets_[noted_] < end; ++noted_) places_[noted_] = value;
  }

  bool scalar(std::size_t offset, std::size_t size, Part kind, std::string_view value) {
    const std::size_t first = first_of_value();
    note(offset, no_part);
    if (noted_ < offsets_.size() && offsets_[noted_] < offset + size) {
      const bool number = kind == number_part;
      note(offset + size, part(kind, number ? base::canonical(value) : std::string(value)));
    }
    if (kind != literal_part && !open_.empty() && !open_.back().array) identifies(value);
    end_value(first, {});
    return true;
  }

  void identifies(std::string_view value) {
    Level& level = open_.back();
    if (level.key == "id" || (level.key == "ocid" && level.id.empty())) level.id = value;
  }

  bool open(bool array) {
    if (open_.size() == json::depth_limit) return false;
    const std::size_t first = first_of_value();
    note(offset_of(stream_->src_), no_part);
    open_.push_back({array, first, noted_, {}, {}});
    return true;
  }

  bool close() {
    const Level level = open_.back();
    open_.pop_back();
    end_value(level.first, level.id);
    return true;
  }

  /// Adds the last step of the way to all places in a value.
  void end_value(std::size_t first, std::string_view id) {
    if (first == noted_) return;
    const bool member = !open_.empty() && !open_.back().array;
    const std::uint64_t step = member ? part(key_part, open_.back().key) : part(element_part, id);
    for (std::size_t at = first; at < noted_; ++at) {
      places_[at] = (places_[at] ^ step) * 0x9E3779B97F4A7C15;
      places_[at] ^= places_[at] >> 29;
    }
  }

  std::string_view text_;
  const std::vector<std::size_t>& offsets_;
  std::vector<std::uint64_t>& places_;
  const json::Stream* stream_ = nullptr;
  std::vector<Level> open_;
  std::size_t noted_ = 0;  ///< places that were reached
};

/// The names in a pointer, without indices.
void append_names(std::string_view pointer, std::string& out) {
  while (!pointer.empty()) {
    const std::string_view token = first_token(pointer);
    if (!is_number(token)) out.append(1, '/').append(token);
  }
}

/// With the key of this process: data that mean to be taken for others cannot.
const base::KeyedHash& own_hash() {
  static const base::KeyedHash hash;
  return hash;
}

}  // namespace

std::string_view first_token(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::size_t end = std::min(pointer.find('/'), pointer.size());
  const std::string_view token = pointer.substr(0, end);
  pointer.remove_prefix(end);
  return token;
}

std::string_view below_item(std::string_view pointer) {
  while (!pointer.empty()) {
    std::string_view rest = pointer;
    if (!leads_to_items(first_token(rest))) break;
    pointer = rest;
  }
  return pointer;
}

std::vector<std::uint64_t> identify(std::string_view text,
                                    const std::vector<std::size_t>& offsets) {
  std::vector<std::uint64_t> places(offsets.size(), 0);
  if (offsets.empty()) return places;
  Identifier identifier(text, offsets, places);
  json::Scratch scratch;
  rapidjson::Reader reader;
  json::parse_in_place(scratch.fill(json::with_small_numbers(text)), reader, identifier);
  return places;
}

std::uint64_t fingerprint(const Finding& finding, std::uint64_t place) {
  base::KeyedHash::Mixer mixer(fixed_hash(), place);
  mixer.add(finding.rule->id).add(finding.ocid).add(finding.release).add(finding.property);
  return std::max<std::uint64_t>(mixer.finish().low, 1);
}

std::uint64_t plain_fingerprint(const Finding& finding) {
  base::KeyedHash::Mixer way(fixed_hash(), 0);
  for (std::string_view rest = below_item(finding.pointer); !rest.empty();) {
    const std::string_view token = first_token(rest);
    if (!is_number(token)) way.add(token);
  }
  return fingerprint(finding, way.add(finding.value).finish().low);
}

std::uint64_t cause_of(const Finding& finding, base::Cause& cause) {
  append_names(finding.pointer, cause.path());
  cause.add({}, finding.variant);
  cause.add({}, finding.property);
  for (const auto& [name, value] : finding.arguments) cause.add(name, value);
  return cause.hash(static_cast<std::size_t>(finding.rule - rules().data()));
}

std::uint64_t cause_of(std::string_view pointer) {
  std::string path;
  append_names(pointer, path);
  return path.empty() ? 0 : own_hash().hash(path).low;
}

}  // namespace edca::check
