#include "io/source.hpp"

#include "base/text.hpp"
#include "catch.hpp"
#include "packed_files.hpp"

#include <fcntl.h>

#include <thread>

namespace edca::io::testing {
namespace {

/// Standard input from the reading end of a pipe that another thread fills.
class PipedInput {
 public:
  explicit PipedInput(std::string bytes, std::size_t piece = SIZE_MAX) : saved_(::dup(0)) {
    int ends[2] = {};
    if (::pipe(ends) != 0) throw std::runtime_error("pipe");
    ::dup2(ends[0], 0);
    ::close(ends[0]);
    writer_ = std::thread([bytes = std::move(bytes), piece, out = ends[1]] {
      std::size_t at = 0;
      while (at < bytes.size()) {
        const std::size_t count = std::min(piece, bytes.size() - at);
        const auto written = ::write(out, bytes.data() + at, count);
        if (written <= 0) break;
        at += static_cast<std::size_t>(written);
      }
      ::close(out);
    });
  }
  ~PipedInput() {
    writer_.join();
    ::dup2(saved_, 0);
    ::close(saved_);
  }

 private:
  int saved_;
  std::thread writer_;
};

std::string transcoded(std::string text, Encoding encoding, std::size_t step = 1000,
                       std::size_t piece = SIZE_MAX) {
  auto source = transcode(std::make_unique<TextSource>(std::move(text), piece), encoding);
  const Outcome outcome = drain(*source, step);
  CHECK(outcome.what().empty());
  return outcome.text;
}

}  // namespace

TEST_CASE("a plain file is read as it is") {
  const TempFolder folder;
  const std::string text = noise(300'000);
  const std::string path = folder.write("a.json", text);
  for (const std::size_t step : {1u, 3u, 4u, 5u, 4096u, 1'000'000u}) {
    if (step == 1 && text.size() > 100'000) {
      const Outcome few = read_input(input_of(folder.write("b.json", "{\"a\":1}")), {}, step);
      CHECK(few.text == "{\"a\":1}");
      continue;
    }
    const Outcome outcome = read_input(input_of(path), {}, step);
    CHECK(outcome.what().empty());
    CHECK(outcome.text == text);
  }
  CHECK(read_input(input_of(folder.write("empty.json", ""))).text.empty());
  CHECK(read_input(input_of(folder.write("one.json", "7"))).text == "7");
  const std::string nul("\0\1\2\0\0", 5);
  CHECK(read_input(input_of(folder.write("nul.json", nul))).text == nul);
}

TEST_CASE("the end stays the end, and nothing is asked for with size 0") {
  const TempFolder folder;
  const auto source = open(input_of(folder.write("a.json", "[]")), {});
  char buffer[8];
  CHECK(source->read(nullptr, 0) == 0);
  CHECK(source->read(buffer, sizeof buffer) == 2);
  CHECK(source->read(buffer, sizeof buffer) == 0);
  CHECK(source->read(buffer, sizeof buffer) == 0);
}

TEST_CASE("what cannot be opened says why") {
  const TempFolder folder;
  CHECK(read_input(input_of(folder / "none.json")).what() == "input.unreadable/missing");
  CHECK(read_input(input_of(folder.write("a", "") + "/b.json")).what() ==
        "input.unreadable/missing");
  CHECK(read_input(input_of(folder.path())).what() == "input.unreadable/is-folder");
  const Outcome longest = read_input(input_of(folder / std::string(5000, 'x')));
  CHECK(longest.what() == "input.unreadable/read-error");
  CHECK(longest.argument("reason") == "File name too long");
}

TEST_CASE("a file without permission") {
  const TempFolder folder;
  const std::string path = folder.write("secret.json", "{}");
  REQUIRE(::chmod(path.c_str(), 0) == 0);
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  const Unprivileged user;
  if (!user.works()) {
    WARN("not checked: root may read every file");
    return;
  }
  CHECK(read_input(input_of(path)).what() == "input.unreadable/permission");
  CHECK(read_input(input_of(path, Packing::gzip)).what() == "input.unreadable/permission");
}

TEST_CASE("the packing is dispatched on, and compared with the first bytes") {
  const TempFolder folder;
  const std::string text = "{\"releases\": []}";
  const std::string plain = folder.write("a.json", text);
  const std::string gz = folder.write("a.json.gz", gzip(text));
  const std::string zst = folder.write("a.json.zst", zstd(text));
  CHECK(read_input(input_of(gz, Packing::gzip)).text == text);
  CHECK(read_input(input_of(zst, Packing::zstd)).text == text);
  CHECK(read_input(input_of(plain, Packing::gzip)).what() == "input.unreadable/broken-gzip");
  CHECK(read_input(input_of(plain, Packing::zstd)).what() == "input.unreadable/broken-zstd");
  CHECK(read_input(input_of(zst, Packing::gzip)).what() == "input.unreadable/broken-gzip");
  CHECK(read_input(input_of(gz, Packing::zstd)).what() == "input.unreadable/broken-zstd");

  SECTION("packed under a plain name is unpacked") {
    CHECK(read_input(input_of(gz)).text == text);
    CHECK(read_input(input_of(zst)).text == text);
  }
  SECTION("too short to tell is truncated") {
    const std::string empty = folder.write("empty", "");
    CHECK(read_input(input_of(empty, Packing::gzip)).what() == "input.truncated/gzip");
    CHECK(read_input(input_of(empty, Packing::zstd)).what() == "input.truncated/zstd");
    const std::string one = folder.write("one", "\x1f");
    CHECK(read_input(input_of(one, Packing::gzip)).what() == "input.truncated/gzip");
    const std::string three = folder.write("three", "\x28\xb5\x2f");
    CHECK(read_input(input_of(three, Packing::zstd)).what() == "input.truncated/zstd");
  }
  SECTION("a zip under a plain name") {
    const std::string zip = write_zip(folder / "z.json", {{"a.json", "{}"}});
    CHECK(read_input(input_of(zip)).what() == "input.unreadable/zip-name");
  }
}

TEST_CASE("standard input may be packed") {
  const std::string text = noise(200'000);
  for (const std::size_t piece : {std::size_t{1} << 20, std::size_t{4093}}) {
    for (const std::string& bytes : {text, gzip(text), zstd(text)}) {
      const PipedInput pipe(bytes, piece);
      const Outcome outcome = read_input(Input{});
      CHECK(outcome.what().empty());
      CHECK(outcome.text == text);
    }
  }
}

TEST_CASE("standard input in small pieces") {
  for (const std::string text : {"", "1", "{}", "[1]", "[1,2]"}) {
    const PipedInput pipe(text, 1);
    const Outcome outcome = read_input(Input{}, {}, 1);
    CHECK(outcome.what().empty());
    CHECK(outcome.text == text);
  }
  const PipedInput pipe(gzip("[1,2,3]"), 1);
  CHECK(read_input(Input{}, {}, 1).text == "[1,2,3]");
}

TEST_CASE("standard input that cannot be read") {
  const TempFolder folder;
  SECTION("a zip") {
    const PipedInput pipe(bytes_of(write_zip(folder / "a.zip", {{"a.json", "{}"}})));
    CHECK(read_input(Input{}).what() == "input.unreadable/zip-stream");
  }
  SECTION("cut off") {
    std::string bytes = gzip(noise(1000));
    bytes.resize(bytes.size() / 2);
    const PipedInput pipe(bytes);
    CHECK(read_input(Input{}).what() == "input.truncated/gzip");
  }
  SECTION("a folder") {
    const int saved = ::dup(0);
    const int directory = ::open(folder.path().c_str(), O_RDONLY);
    ::dup2(directory, 0);
    CHECK(read_input(Input{}).what() == "input.unreadable/is-folder");
    ::dup2(saved, 0);
    ::close(directory);
    ::close(saved);
  }
  SECTION("closed") {
    const int saved = ::dup(0);
    ::close(0);
    const Outcome outcome = read_input(Input{});
    ::dup2(saved, 0);
    ::close(saved);
    CHECK(outcome.what() == "input.unreadable/read-error");
    CHECK(outcome.argument("reason") == "Bad file descriptor");
  }
}

TEST_CASE("a non-blocking standard input is waited for") {
  const PipedInput pipe("[1,2,3]", 1);
  ::fcntl(0, F_SETFL, ::fcntl(0, F_GETFL) | O_NONBLOCK);
  CHECK(read_input(Input{}).text == "[1,2,3]");
}

TEST_CASE("a named pipe is read, packed too") {
  const TempFolder folder;
  const std::string path = folder / "fifo";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  for (const std::string& bytes : {std::string("[1,2,3]"), gzip("[1,2,3]")}) {
    std::thread writer([&] { std::ofstream(path, std::ios::binary) << bytes; });
    CHECK(read_input(input_of(path)).text == "[1,2,3]");
    writer.join();
  }
}

TEST_CASE("latin1 becomes UTF-8") {
  CHECK(transcoded("a\xf1o \xe1\xff", Encoding::latin1) == "año áÿ");
  CHECK(transcoded("\x80\x9f\xa0", Encoding::latin1) == "\u0080\u009f\u00a0");
  CHECK(transcoded("", Encoding::latin1).empty());
}

TEST_CASE("windows-1252 becomes UTF-8, its undefined bytes control characters") {
  CHECK(transcoded("\x80 \x93ni\xf1o\x94 \x85 \x8a\x9a\x8e\x9e\x9f\x8c\x9c\x99",
                   Encoding::windows1252) == "€ “niño” … ŠšŽžŸŒœ™");
  CHECK(transcoded("\x82\x83\x84\x86\x87\x88\x89\x8b", Encoding::windows1252) == "‚ƒ„†‡ˆ‰‹");
  CHECK(transcoded("\x91\x92\x95\x96\x97\x98\x9b", Encoding::windows1252) == "‘’•–—˜›");
  CHECK(transcoded("\x81\x8d\x8f\x90\x9d", Encoding::windows1252) ==
        "\u0081\u008d\u008f\u0090\u009d");
}

TEST_CASE("UTF-8 passes untouched") {
  CHECK(transcoded("a\xf1o \xff", Encoding::utf8) == "a\xf1o \xff");
}

TEST_CASE("transcoding gives one code point a byte, whatever the sizes of the pieces") {
  std::string all;
  for (int i = 0; i < 256 * 300; ++i) all.push_back(static_cast<char>(i * 7 + i / 256));
  for (const Encoding encoding : {Encoding::latin1, Encoding::windows1252}) {
    const std::string whole = transcoded(all, encoding, 1'000'000);
    CHECK(base::is_utf8(whole));
    CHECK(base::code_points(whole) == all.size());
    for (const std::size_t step : {1u, 2u, 3u, 7u, 8u, 65'536u}) {
      CHECK((transcoded(all, encoding, step) == whole));
      CHECK((transcoded(all, encoding, step, 13) == whole));
    }
  }
}

TEST_CASE("what was transcoded before a fault is given before it") {
  auto inner = std::make_unique<TextSource>("a\xf1o\x80", 2, InputFault("input.truncated", "gzip"));
  const auto source = transcode(std::move(inner), Encoding::windows1252);
  for (int i = 0; i < 2; ++i) {
    const Outcome outcome = drain(*source, 1);
    CHECK(outcome.text == (i == 0 ? "año€" : ""));
    CHECK(outcome.what() == "input.truncated/gzip");
  }
}

}  // namespace edca::io::testing
