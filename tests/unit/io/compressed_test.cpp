#include "catch.hpp"
#include "io/source.hpp"
#include "packed_files.hpp"

#include <algorithm>

namespace edca::io::testing {
namespace {

using Unpack = std::unique_ptr<Source> (*)(std::unique_ptr<Source>, const UnpackLimits&);

Outcome unpacked(Unpack unpack, std::string bytes, const UnpackLimits& limits = {},
                 std::size_t step = 100'000, std::size_t piece = SIZE_MAX) {
  const auto source = unpack(std::make_unique<TextSource>(std::move(bytes), piece), limits);
  return drain(*source, step);
}

struct Format {
  Unpack unpack;
  std::string (*pack)(std::string_view);
  std::string name;
};

std::vector<Format> formats() {
  return {{gunzip, [](std::string_view text) { return gzip(text); }, "gzip"},
          {unzstd, [](std::string_view text) { return zstd(text); }, "zstd"}};
}

}  // namespace

TEST_CASE("what was packed comes out, whatever the sizes of the pieces") {
  for (const Format& format : formats()) {
    for (const std::size_t size : {0u, 1u, 100u, 70'000u}) {
      const std::string text = noise(size);
      const std::string packed = format.pack(text);
      for (const std::size_t step : {1u, 2u, 17u, 65'536u, 1'000'000u}) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}, SIZE_MAX}) {
          const Outcome outcome = unpacked(format.unpack, packed, {}, step, piece);
          CHECK(outcome.what().empty());
          CHECK((outcome.text == text));
        }
      }
    }
    const std::string large = noise(3'000'000) + std::string(3'000'000, ' ') + noise(1000);
    for (const std::size_t step : {4096u, 131'072u, 262'144u, 10'000'000u}) {
      CHECK((unpacked(format.unpack, format.pack(large), {}, step).text == large));
    }
  }
}

TEST_CASE("members and frames one after another are one text") {
  for (const Format& format : formats()) {
    const std::string a = noise(1000);
    const std::string b = noise(300'000);
    const std::string packed =
        format.pack(a) + format.pack("") + format.pack(b) + format.pack("") + format.pack("end");
    for (const std::size_t piece : {std::size_t{1}, std::size_t{4096}, SIZE_MAX}) {
      const Outcome outcome = unpacked(format.unpack, packed, {}, 50'000, piece);
      CHECK(outcome.what().empty());
      CHECK((outcome.text == a + b + "end"));
    }
  }
}

TEST_CASE("zeros behind gzip are padding, anything else is damage") {
  const std::string packed = gzip("{}");
  for (const std::size_t zeros : {1u, 511u, 600'000u}) {
    const Outcome outcome = unpacked(gunzip, packed + std::string(zeros, '\0'));
    CHECK(outcome.what().empty());
    CHECK(outcome.text == "{}");
  }
  const Outcome next = unpacked(gunzip, packed + std::string(300'000, '\0') + packed);
  CHECK(next.text == "{}{}");
  for (const std::string behind : {"x", "\x1f", "\x1f\x8c", "garbage"}) {
    const Outcome outcome = unpacked(gunzip, packed + behind);
    CHECK(outcome.text == "{}");
    CHECK(outcome.what() ==
          (behind == "\x1f" ? "input.truncated/gzip" : "input.unreadable/broken-gzip"));
  }
}

TEST_CASE("bytes that are no zstd frame are damage, a skippable frame is passed over") {
  const std::string packed = zstd("{}");
  const std::string skippable("\x50\x2a\x4d\x18\x04\0\0\0abcd", 12);
  CHECK(unpacked(unzstd, skippable + packed + skippable + packed).text == "{}{}");
  CHECK(unpacked(unzstd, skippable).what().empty());
  const Outcome outcome = unpacked(unzstd, packed + "garbage");
  CHECK(outcome.text == "{}");
  CHECK(outcome.what() == "input.unreadable/broken-zstd");
  CHECK(unpacked(unzstd, packed + std::string(8, '\0')).what() == "input.unreadable/broken-zstd");
}

TEST_CASE("a text that is cut off gives its beginning, then the fault") {
  const std::string text = noise(2000);
  for (const Format& format : formats()) {
    const std::string packed = format.pack(text);
    for (std::size_t size = 0; size < packed.size(); size += 7) {
      const Outcome outcome = unpacked(format.unpack, packed.substr(0, size));
      CHECK(outcome.what() == "input.truncated/" + format.name);
      CHECK(text.starts_with(outcome.text));
    }
    const Outcome last = unpacked(format.unpack, packed.substr(0, packed.size() - 1));
    CHECK(last.what() == "input.truncated/" + format.name);
    CHECK(last.text == text);
  }
}

TEST_CASE("a wrong checksum is a fault behind the whole text, every time it is read") {
  const std::string text = noise(1'000'000);
  for (const Format& format : formats()) {
    std::string packed = format.pack(text);
    char& sum = packed[packed.size() - (format.name == "gzip" ? 8 : 4)];
    sum = static_cast<char>(sum ^ 1);
    for (const std::size_t step : {1000u, 300'000u, 2'000'000u}) {
      const auto source = format.unpack(std::make_unique<TextSource>(packed), {});
      const Outcome outcome = drain(*source, step);
      CHECK(outcome.what() == "input.unreadable/broken-" + format.name);
      CHECK((outcome.text == text));
      CHECK(drain(*source).what() == "input.unreadable/broken-" + format.name);
    }
  }
}

TEST_CASE("damage in the middle does not cost what came before") {
  // Four independent pieces, so that it is known how far it must come.
  const std::string text = noise(200'000);
  for (const Format& format : formats()) {
    const std::string piece = format.pack(text);
    std::string last = piece;
    for (std::size_t i = 0; i < 16; ++i) last[i] = static_cast<char>(last[i] ^ 0x55);
    for (const std::size_t step : {10'000u, 300'000u, 5'000'000u}) {
      const Outcome outcome = unpacked(format.unpack, piece + piece + piece + last, {}, step);
      CHECK(outcome.what() == "input.unreadable/broken-" + format.name);
      CHECK((outcome.text == text + text + text));
    }
  }
}

TEST_CASE("a broken block of zstd does not cost the blocks before it") {
  const std::string text = noise(500'000);  // four blocks of at most 128 KiB
  std::string packed = zstd(text, 1);
  // The header of a block says at least the reserved type when its bits 1 and 2 are set.
  std::size_t at = 5;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(packed[i]); };
  at += (byte(4) >> 6) == 2 ? 4u : (byte(4) >> 6) == 1 ? 2u : 0u;
  at += (byte(4) & 0x20) == 0 ? 1u : 0u;
  for (int block = 0; block < 2; ++block) {
    at += 3 + (byte(at) >> 3 | unsigned{byte(at + 1)} << 5 | unsigned{byte(at + 2)} << 13);
  }
  packed[at] = static_cast<char>(packed[at] | 0x06);
  for (const std::size_t step : {1000u, 131'072u, 200'000u, 1'000'000u}) {
    const Outcome outcome = unpacked(unzstd, packed, {}, step);
    CHECK(outcome.what() == "input.unreadable/broken-zstd");
    CHECK(outcome.text.size() == 262'144);
    CHECK(text.starts_with(outcome.text));
  }
}

TEST_CASE("random damage never does more than fail") {
  const std::string text = noise(20'000);
  for (const Format& format : formats()) {
    const std::string packed = format.pack(text);
    for (std::size_t i = 0; i < packed.size(); i += 1 + packed.size() / 300) {
      std::string damaged = packed;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << i % 8));
      const Outcome outcome = unpacked(format.unpack, damaged, {}, 3000);
      CHECK((!outcome.what().empty() || outcome.text == text));
    }
  }
}

TEST_CASE("a bomb stops at the ratio, past the free bytes") {
  const std::string bomb(30'000'000, ' ');
  for (const Format& format : formats()) {
    const std::string packed = format.pack(bomb);
    REQUIRE(bomb.size() / packed.size() > 900);
    CHECK(unpacked(format.unpack, packed).what().empty());
    const UnpackLimits limits = {200, 1u << 20};
    const Outcome outcome = unpacked(format.unpack, packed, limits);
    CHECK(outcome.what() == "input.ratio/");
    CHECK(outcome.argument("limit") == "200");
    CHECK(std::stoull(outcome.argument("ratio")) > 200);
    CHECK(outcome.text.size() > limits.free);
    CHECK(outcome.text.size() <= limits.free + 100'000);
  }
}

TEST_CASE("the ratio is that of what was read so far, and its limit is allowed") {
  for (const Format& format : formats()) {
    const std::string text = noise(1'000'000);
    const std::string late = format.pack(text) + format.pack(std::string(50'000'000, ' '));
    const UnpackLimits limits = {20, 1000};
    const Outcome outcome = unpacked(format.unpack, late, limits);
    CHECK(outcome.what() == "input.ratio/");
    CHECK(outcome.argument("ratio") == "20");
    CHECK(outcome.text.starts_with(text));
    CHECK(unpacked(format.unpack, format.pack(text), {2, 0}).what().empty());
    CHECK(unpacked(format.unpack, format.pack(text), {UINT64_MAX, 0}).what().empty());
    CHECK(unpacked(format.unpack, format.pack(text), {0, UINT64_MAX}).what().empty());
    CHECK(unpacked(format.unpack, format.pack(text), {0, 10}).what() == "input.ratio/");
  }
}

TEST_CASE("two packings do not multiply") {
  // The inner source stands for a member of a zip: few bytes of the file gave many.
  class Member final : public Source {
   public:
    explicit Member(std::string text) : text_(std::move(text)) {}
    std::size_t read(char* data, std::size_t size) override { return text_.read(data, size); }
    std::uint64_t packed() const override { return 1000; }

   private:
    TextSource text_;
  };
  const std::string text = noise(2'000'000);
  for (const Format& format : formats()) {
    const auto source =
        format.unpack(std::make_unique<Member>(format.pack(text)), UnpackLimits{200, 1'000'000});
    const Outcome outcome = drain(*source, 10'000);
    CHECK(outcome.what() == "input.ratio/");
    CHECK(source->packed() == 1000);
  }
}

TEST_CASE("a zstd window past 128 MiB is not given") {
  const Outcome outcome = unpacked(unzstd, zstd("{}", 3, 28));
  CHECK(outcome.what() == "input.unreadable/zstd-window");
  CHECK(outcome.argument("limit") == "128");
  CHECK(unpacked(unzstd, zstd("{}", 3, 27)).text == "{}");
}

TEST_CASE("a fault of the packed bytes comes behind what they gave") {
  const std::string text = noise(5000);
  for (const Format& format : formats()) {
    const std::string packed = format.pack(text);
    auto inner = std::make_unique<TextSource>(packed.substr(0, packed.size() - 3), 100,
                                              InputFault("input.unreadable", "read-error"));
    const auto source = format.unpack(std::move(inner), {});
    const Outcome outcome = drain(*source, 999);
    CHECK(outcome.what() == "input.unreadable/read-error");
    CHECK(outcome.text == text);
  }
}

}  // namespace edca::io::testing
