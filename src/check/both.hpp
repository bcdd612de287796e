#pragma once

#include <cstdint>

#include "check/structure.hpp"
#include "json/tree_builder.hpp"

namespace edca::check {

/// Hands the events of one parse to the checks of the structure and to the tree for the others.
class Both {
 public:
  Both(Structure& structure, json::TreeBuilder& builder)
      : structure_(structure), builder_(builder) {}

  void attach(const json::Stream& stream) {
    structure_.attach(stream);
    builder_.attach(stream);
  }
  bool Null() { return structure_.Null() && builder_.Null(); }
  bool Bool(bool value) { return structure_.Bool(value) && builder_.Bool(value); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool copy) {
    return structure_.RawNumber(text, size, copy) && builder_.RawNumber(text, size, copy);
  }
  bool String(const char* text, rapidjson::SizeType size, bool copy) {
    return structure_.String(text, size, copy) && builder_.String(text, size, copy);
  }
  bool Key(const char* text, rapidjson::SizeType size, bool copy) {
    return structure_.Key(text, size, copy) && builder_.Key(text, size, copy);
  }
  bool StartObject() { return structure_.StartObject() && builder_.StartObject(); }
  bool StartArray() { return structure_.StartArray() && builder_.StartArray(); }
  bool EndObject(rapidjson::SizeType members) {
    return structure_.EndObject(members) && builder_.EndObject(members);
  }
  bool EndArray(rapidjson::SizeType elements) {
    return structure_.EndArray(elements) && builder_.EndArray(elements);
  }

 private:
  Structure& structure_;
  json::TreeBuilder& builder_;
};

}  // namespace edca::check
