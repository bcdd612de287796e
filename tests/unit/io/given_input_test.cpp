#include "edca/given_input.hpp"

#include <algorithm>
#include <stdexcept>

#include "catch.hpp"
#include "edca/reader.hpp"
#include "edca/upgrader.hpp"
#include "edca/validator.hpp"
#include "unit/io/packed_files.hpp"

using edca::GivenInput;

namespace {

class Findings final : public edca::FindingSink {
 public:
  void finding(const edca::Finding& finding) override {
    list += finding.file + " " + std::string(finding.rule->id) +
            (finding.variant.empty() ? "" : "/" + finding.variant) + "\n";
  }
  void file(const edca::FileSummary&) override {}
  void repeated(const std::string& file, const std::string& first) override {
    list += file + " = " + first + "\n";
  }
  std::string list;
};

/// Gives a text a few bytes at a time.
GivenInput::Read pieces_of(std::string text) {
  return [text = std::move(text), at = std::size_t{0}](char* to, std::size_t size) mutable {
    const std::size_t got = text.copy(to, std::min<std::size_t>(size, 5), at);
    at += got;
    return got;
  };
}

/// The texts of the items, each behind its input.
std::string items_of(const std::vector<std::string>& inputs, Findings& findings) {
  edca::Reader reader(inputs, {}, findings);
  std::string all;
  for (edca::Item item; reader.next(item);)
    all += std::string(item.file) + " " + std::string(item.text) + "\n";
  return all;
}

constexpr std::string_view release = R"({"ocid":"ocds-1","id":"1","tag":["tender"]})";

}  // namespace

TEST_CASE("bytes and pieces are read beside one another, under their names") {
  const std::string lines = std::string(release) + "\n" + std::string(release) + "\n";
  const GivenInput bytes("in memory", release);
  const GivenInput pieces("a pipe", pieces_of(lines));
  Findings findings;
  CHECK(items_of({bytes.argument(), pieces.argument()}, findings) ==
        "in memory " + std::string(release) + "\n" + "a pipe " + std::string(release) + "\n" +
            "a pipe " + std::string(release) + "\n");
  CHECK(findings.list.empty());
}

TEST_CASE("what a run needs twice it may have twice") {
  // Extensions behind the items: of pieces they are kept in a temporary file.
  const std::string package =
      R"({"releases":[)" + std::string(release) + R"(],"version":"1.1","uri":"x"})";
  const std::string large =
      R"({"releases":[)" + std::string(std::size_t{2} << 20, ' ') + package.substr(13);
  edca::ValidateOptions options;
  options.jobs = 1;
  const edca::Validator validator(options);
  const auto figures = [&](const GivenInput& input) {
    Findings findings;
    const edca::Summary summary = validator.run({input.argument()}, findings);
    CHECK(summary.files_read == 1);
    CHECK(summary.items == 1);
    return findings.list;
  };
  const std::string expected = figures(GivenInput("x", std::string_view(package)));
  CHECK_FALSE(expected.empty());
  CHECK(figures(GivenInput("x", pieces_of(package))) == expected);
  CHECK(figures(GivenInput("x", std::string_view(large))) == expected);
  CHECK(figures(GivenInput("x", pieces_of(large))) == expected);
}

TEST_CASE("a repair reads pieces twice") {
  edca::UpgradeOptions options;
  options.repair = true;
  const GivenInput input("x", pieces_of(std::string(release)));
  std::string result;
  Findings findings;
  edca::Upgrader(options).run(
      {input.argument()},
      [&](std::string_view text) {
        result += text;
        return true;
      },
      findings);
  CHECK(result.find(R"("ocid":"ocds-1")") != std::string::npos);
}

TEST_CASE("packed bytes are unpacked, zips are refused") {
  const std::string packed = edca::io::testing::gzip(std::string(release));
  const GivenInput bytes("x.gz", std::string_view(packed));
  const GivenInput pieces("y.gz", pieces_of(packed));
  const GivenInput broken("z.gz", pieces_of(packed.substr(0, 12)));
  const GivenInput zip("z.zip", std::string_view("PK\3\4 and so on"));
  Findings findings;
  CHECK(items_of({bytes.argument(), pieces.argument(), broken.argument(), zip.argument()},
                 findings) ==
        "x.gz " + std::string(release) + "\n" + "y.gz " + std::string(release) + "\n");
  CHECK(findings.list == "z.gz input.truncated/gzip\nz.zip input.unreadable/zip-stream\n");
}

TEST_CASE("an input that was given twice is read once, one that is gone is missing") {
  const GivenInput bytes("x", release);
  std::string gone;
  {
    const GivenInput other("y", release);
    gone = other.argument();
  }
  Findings findings;
  CHECK(items_of({bytes.argument(), bytes.argument()}, findings) ==
        "x " + std::string(release) + "\n");
  CHECK(findings.list == "x = x\n");
  findings.list.clear();
  CHECK(items_of({gone}, findings).empty());
  CHECK(findings.list.find("input.unreadable/missing") != std::string::npos);
}

TEST_CASE("what the function throws comes out of the run") {
  for (const unsigned jobs : {1u, 3u}) {
    std::string text;
    for (int at = 0; at < 60000; ++at) text += std::string(release) + "\n";
    GivenInput::Read rest = pieces_of("");
    const GivenInput input("x", [&, at = std::size_t{0}](char* to, std::size_t size) mutable {
      const std::size_t got = text.copy(to, size, at);
      at += got;
      if (got == 0) throw std::runtime_error("no more");
      return got;
    });
    edca::ValidateOptions options;
    options.jobs = jobs;
    const edca::Validator validator(options);
    Findings findings;
    CHECK_THROWS_AS(validator.run({input.argument()}, findings), std::runtime_error);
  }
}

TEST_CASE("lines are lines whatever they look like, and none takes another along") {
  const std::string text = "oh no\n{\n" + std::string(release) + "\n<html>\n[1]\n\x1f\x8b\n" +
                           std::string(release) + "\n";
  for (const bool waits : {false, true}) {
    const GivenInput input = GivenInput::lines("x", pieces_of(text), [=] { return waits; });
    Findings findings;
    CHECK(items_of({input.argument()}, findings).find(std::string(release)) != std::string::npos);
    edca::ValidateOptions options;
    options.only = {"input"};
    const GivenInput again = GivenInput::lines("x", pieces_of(text), [=] { return waits; });
    Findings told;
    const edca::Summary summary = edca::Validator(options).run({again.argument()}, told);
    CHECK(summary.releases == 2);
    CHECK(std::ranges::count(told.list, '\n') >= 4);
  }
}

TEST_CASE("lines are judged before more of them have to be waited for") {
  for (const unsigned jobs : {1u, 3u}) {
    Findings findings;
    // Each line comes when the finding of the one before it was told.
    std::size_t given = 0;
    bool early = true;
    const GivenInput input = GivenInput::lines(
        "x",
        [&](char* to, std::size_t size) -> std::size_t {
          const auto told = static_cast<std::size_t>(std::ranges::count(findings.list, '\n'));
          early = early && told == given;
          if (given == 20) return 0;
          ++given;
          return std::string_view("{\"ocid\":1}\n").copy(to, size);
        },
        [] { return true; });
    edca::ValidateOptions options;
    options.jobs = jobs;
    options.only = {"schema.type"};
    edca::Validator(options).run({input.argument()}, findings);
    CHECK(given == 20);
    CHECK(early);
  }
}
