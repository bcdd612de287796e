#include "io/inputs.hpp"

#include "catch.hpp"
#include "packed_files.hpp"

#include <fcntl.h>

namespace edca::io::testing {
namespace {

namespace fs = std::filesystem;

/// A name without the folder.
std::string below(const std::string& name, const TempFolder& folder) {
  const std::string root = folder.path() + "/";
  return name.starts_with(root) ? name.substr(root.size()) : name;
}

/// Names of the inputs, below the folder.
std::vector<std::string> names(const InputList& list, const TempFolder& folder) {
  std::vector<std::string> result;
  for (const Input& input : list.inputs) result.push_back(below(input.name, folder));
  return result;
}

/// "name: rule/variant" of the problems, the names below the folder.
std::vector<std::string> problems(const InputList& list, const TempFolder& folder) {
  std::vector<std::string> result;
  for (const InputProblem& problem : list.problems) {
    result.push_back(below(problem.name, folder) + ": " + std::string(problem.fault.rule.id()) +
                     "/" + problem.fault.variant);
  }
  return result;
}

/// "name = first name" of files found again, the names below the folder.
std::vector<std::string> repeated(const InputList& list, const TempFolder& folder) {
  std::vector<std::string> result;
  for (const RepeatedInput& again : list.repeated) {
    result.push_back(below(again.name, folder) + " = " + below(again.first, folder));
  }
  return result;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("files that are named are told by their first bytes, whatever their names") {
  const TempFolder folder;
  const std::vector<std::string> arguments = {
      folder.write("plain.gz", "{}"),
      folder.write("packed.json", gzip("[1]")),
      folder.write("data", zstd("[2]")),
      write_zip(folder / "archive.bin", {{"b.json", "3"}, {"a.json", "4"}}),
      folder.write("empty.json", ""),
      folder.write(".hidden", "5"),
      folder.write("skippable", std::string("\x53\x2a\x4d\x18\0\0\0\0", 8) + zstd("6"))};
  const InputList list = expand(arguments);
  CHECK(list.problems.empty());
  CHECK(names(list, folder) == Names{"plain.gz", "packed.json", "data", "archive.bin/b.json",
                                     "archive.bin/a.json", "empty.json", ".hidden", "skippable"});
  std::vector<Packing> packings;
  std::string all;
  for (const Input& input : list.inputs) {
    packings.push_back(input.packing);
    all += read_input(input).text;
    CHECK_FALSE(input.stream);
  }
  CHECK(packings == std::vector<Packing>{Packing::plain, Packing::gzip, Packing::zstd,
                                         Packing::zip_member, Packing::zip_member, Packing::plain,
                                         Packing::plain, Packing::zstd});
  CHECK(all == "{}[1][2]3456");
  CHECK(list.inputs[0].bytes == 2);
  CHECK(list.inputs[1].bytes == fs::file_size(arguments[1]));
  CHECK(list.inputs[6].bytes == 1);
}

TEST_CASE("standard input") {
  const InputList list = expand({"-"});
  REQUIRE(list.inputs.size() == 1);
  CHECK(list.problems.empty());
  CHECK(list.inputs[0].name == "-");
  CHECK(list.inputs[0].standard_input());
  CHECK(expand({}).inputs.empty());
  CHECK(expand({}).problems.empty());
}

TEST_CASE("arguments that give nothing are problems, the others are still listed") {
  const TempFolder folder;
  const std::string broken = write_zip(folder / "broken.zip", {{"a.json", noise(100)}});
  fs::resize_file(broken, fs::file_size(broken) / 2);
  const std::string pdf = write_zip(folder / "pdf.zip", {{"a.pdf", "x"}});
  const std::string empty = folder.folder("empty");
  const std::string good = folder.write("good.json", "{}");
  const InputList list =
      expand({folder / "none.json", "", broken, good, pdf, empty, good + "/x", good});
  CHECK(names(list, folder) == Names{"good.json"});
  CHECK(repeated(list, folder) == Names{"good.json = good.json"});
  CHECK(problems(list, folder) ==
        Names{"none.json: input.unreadable/missing", ": input.unreadable/missing",
              "broken.zip: input.truncated/zip", "pdf.zip: input.unreadable/no-members",
              "empty: input.unreadable/no-json-in-folder",
              "good.json/x: input.unreadable/missing"});
}

TEST_CASE("a folder is searched for the names of inputs, in byte order of the path") {
  const TempFolder folder;
  folder.folder("data/a");
  folder.folder("data/b/deep/deeper");
  folder.folder("data/.hidden");
  folder.folder("data/folder.json");
  for (const char* name :
       {"z.json", "Z.JSON", "a.json", "a/x.jsonl", "a-b.ndjson", "b/deep/deeper/q.json",
        "b/y.json.gz", "b/y.jsonl.zst", "b/y.ndjson.gz", "ñ.json", "folder.json/in.json"}) {
    folder.write(std::string("data/") + name, "not looked at");
  }
  for (const char* name : {"readme.md", "x.json.bak", "x.json.bz2", "json", ".dot.json",
                           ".hidden/x.json", "x.gz", "x.geojson", ".json"}) {
    folder.write(std::string("data/") + name, "no");
  }
  write_zip(folder / "data/b/m.zip", {{"2.json", "x"}, {"1.json", "x"}});
  write_zip(folder / "data/b/pdf.zip", {{"a.pdf", "x"}});
  const Names expected = {"data/Z.JSON",         "data/a-b.ndjson",           "data/a.json",
                          "data/a/x.jsonl",      "data/b/deep/deeper/q.json", "data/b/m.zip/2.json",
                          "data/b/m.zip/1.json", "data/b/y.json.gz",          "data/b/y.jsonl.zst",
                          "data/b/y.ndjson.gz",  "data/folder.json/in.json",  "data/z.json",
                          "data/ñ.json"};
  for (const char* argument : {"data", "data/", "data///"}) {
    const InputList list = expand({folder / argument});
    CHECK(problems(list, folder).empty());
    CHECK(names(list, folder) == expected);
    if (list.inputs.size() != expected.size()) continue;
    CHECK(list.inputs[0].bytes == 13);
    CHECK(list.inputs[0].packing == Packing::plain);
    CHECK(list.inputs[5].packing == Packing::zip_member);
    CHECK(list.inputs[7].packing == Packing::gzip);
    CHECK(list.inputs[8].packing == Packing::zstd);
    CHECK(read_input(list.inputs[7]).what() == "input.unreadable/broken-gzip");
    CHECK(read_input(list.inputs[8]).what() == "input.unreadable/broken-zstd");
  }
}

TEST_CASE("links to files are read, links to folders are not followed") {
  const TempFolder folder;
  const std::string outside = folder.folder("outside");
  folder.write("outside/real.json", "[1]");
  folder.folder("data");
  fs::create_symlink(outside + "/real.json", folder / "data/link.json");
  fs::create_directory_symlink(outside, folder / "data/folder.json");
  fs::create_directory_symlink(folder / "data", folder / "data/loop");
  fs::create_symlink(folder / "nowhere", folder / "data/dangling.json");
  fs::create_symlink(folder / "nowhere", folder / "data/dangling.txt");
  const InputList list = expand({folder / "data"});
  CHECK(names(list, folder) == Names{"data/link.json"});
  CHECK(list.inputs.at(0).bytes == 3);
  CHECK(problems(list, folder) == Names{"data/dangling.json: input.unreadable/missing"});
  CHECK(expand({folder / "data/loop"}).inputs.size() == 1);
}

TEST_CASE("one file under several names is read once, under the first of them") {
  const TempFolder folder;
  folder.folder("data");
  const std::string file = folder.write("data/b.json", "{}");
  fs::create_symlink(file, folder / "data/c.json");
  fs::create_hard_link(file, folder / "data/d.json");
  folder.write("data/same.json", "{}");
  const InputList list = expand({folder / "data/c.json", folder / "data", folder / "data"});
  CHECK(names(list, folder) == Names{"data/c.json", "data/same.json"});
  CHECK(repeated(list, folder) == Names{"data/b.json = data/c.json", "data/c.json = data/c.json",
                                        "data/d.json = data/c.json", "data/b.json = data/c.json",
                                        "data/c.json = data/c.json", "data/d.json = data/c.json",
                                        "data/same.json = data/same.json"});
  CHECK(list.problems.empty());
}

TEST_CASE("pipes and devices are read when they are named, and not opened before") {
  const TempFolder folder;
  folder.folder("data");
  const std::string fifo = folder / "data/pipe.json";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  fs::create_symlink(fifo, folder / "data/link.json");
  fs::create_symlink("/dev/zero", folder / "data/zero.json");
  const InputList search = expand({folder / "data"});
  CHECK(search.inputs.empty());
  CHECK(problems(search, folder) == Names{"data: input.unreadable/no-json-in-folder"});

  const InputList list = expand({fifo, "/dev/null"});
  CHECK(list.problems.empty());
  REQUIRE(list.inputs.size() == 2);
  CHECK(list.inputs[0].stream);
  CHECK(list.inputs[1].stream);
  CHECK(read_input(list.inputs[1]).text.empty());
  const std::string zip = bytes_of(write_zip(folder / "a.zip", {{"a.json", "1"}}));
  std::thread writer([&] { std::ofstream(fifo, std::ios::binary) << zip; });
  CHECK(read_input(list.inputs[0]).what() == "input.unreadable/zip-stream");
  writer.join();
}

TEST_CASE("what cannot be listed in a folder is a problem, the rest is read") {
  const TempFolder folder;
  folder.folder("data/closed");
  folder.write("data/closed/x.json", "{}");
  folder.write("data/open.json", "{}");
  folder.write("data/a.zip", "PK\3\4 and no more");
  folder.folder("only/closed");
  REQUIRE(::chmod((folder / "data/closed").c_str(), 0) == 0);
  REQUIRE(::chmod((folder / "only/closed").c_str(), 0) == 0);
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  {
    const Unprivileged user;
    if (user.works()) {
      const InputList list = expand({folder / "data", folder / "only", folder / "data/closed"});
      CHECK(names(list, folder) == Names{"data/open.json"});
      CHECK(problems(list, folder) == Names{"data/a.zip: input.truncated/zip",
                                            "data/closed: input.unreadable/permission",
                                            "only/closed: input.unreadable/permission",
                                            "data/closed: input.unreadable/permission"});
    } else {
      WARN("not checked: root may list every folder");
    }
  }
  REQUIRE(::chmod((folder / "data/closed").c_str(), 0700) == 0);
  REQUIRE(::chmod((folder / "only/closed").c_str(), 0700) == 0);
}

TEST_CASE("names that are not UTF-8 are shown so, and opened as they are") {
  const TempFolder folder;
  folder.folder("data");
  folder.write("data/a\xf1o.json", "[1]");
  const InputList list = expand({folder / "data", folder / "data/a\xf1o.json", folder / "\xff"});
  CHECK(names(list, folder) == Names{"data/a\uFFFDo.json"});
  CHECK(repeated(list, folder) == Names{"data/a\uFFFDo.json = data/a\uFFFDo.json"});
  for (const Input& input : list.inputs) CHECK(read_input(input).text == "[1]");
  CHECK(problems(list, folder) == Names{"\uFFFD: input.unreadable/missing"});
}

TEST_CASE("the root of a search keeps its form") {
  const TempFolder folder;
  folder.write("a.json", "{}");
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const InputList list = expand({".", "./a.json"});
  fs::current_path(before);
  CHECK(names(list, folder) == Names{"./a.json"});
  CHECK(repeated(list, folder) == Names{"./a.json = ./a.json"});
}

TEST_CASE("a deep tree is searched") {
  const TempFolder folder;
  std::string deep = folder / "data";
  for (int i = 0; i < 300; ++i) deep += "/d";
  fs::create_directories(deep);
  std::ofstream(deep + "/a.json") << "{}";
  const InputList list = expand({folder / "data"});
  CHECK(list.problems.empty());
  CHECK(list.inputs.size() == 1);
}

TEST_CASE("a path that is too long for the system is a problem") {
  const TempFolder folder;
  folder.write("a.json", "{}");
  const std::string part(250, 'd');
  int at = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < 18; ++i) {
    REQUIRE(::mkdirat(at, part.c_str(), 0700) == 0);
    const int next = ::openat(at, part.c_str(), O_RDONLY | O_DIRECTORY);
    ::close(at);
    at = next;
  }
  ::close(at);
  const InputList list = expand({folder.path()});
  CHECK(list.inputs.size() == 1);
  REQUIRE(list.problems.size() == 1);
  CHECK(list.problems[0].fault.variant == "read-error");
}

TEST_CASE("many files are listed quickly") {
  const TempFolder folder;
  for (int sub = 0; sub < 10; ++sub) {
    folder.folder("data/" + std::to_string(sub));
    for (int i = 0; i < 500; ++i) {
      const std::string name = "data/" + std::to_string(sub) + "/" + std::to_string(i) + ".json";
      ::close(::open((folder / name).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    }
  }
  const InputList list = expand({folder / "data"});
  CHECK(list.inputs.size() == 5000);
  CHECK(std::is_sorted(list.inputs.begin(), list.inputs.end(),
                       [](const Input& a, const Input& b) { return a.path < b.path; }));
}

TEST_CASE("files of a folder that are passed over are named") {
  const TempFolder folder;
  folder.write("b.csv", "x");
  folder.write("a.json", "{}");
  folder.write(".hidden.csv", "x");
  folder.folder("below");
  folder.write("below/c.txt", "x");
  const InputList list = expand({folder.path()});
  CHECK(names(list, folder) == Names{"a.json"});
  CHECK(list.skipped == Names{folder.path() + "/b.csv", folder.path() + "/below/c.txt"});
}

TEST_CASE("an address and an archive without data are named as what they are") {
  const TempFolder folder;
  const std::vector<std::string> arguments = {
      "https://ejemplo.mx/datos.json",
      write_zip(folder / "carta.docx", {{"word/document.xml", "x"}}),
      write_zip(folder / "otro.zip", {{"a.txt", "x"}})};
  CHECK(problems(expand(arguments), folder) ==
        Names{"https://ejemplo.mx/datos.json: input.unreadable/address",
              "carta.docx: input.unreadable/docx", "otro.zip: input.unreadable/no-members"});
}

TEST_CASE("spreadsheets and CSV are inputs that something else reads") {
  const TempFolder folder;
  folder.write("datos.csv", "ocid,id\nocds-abc123-1,1\n");
  folder.write("json.csv", "{}");
  const std::vector<std::string> arguments = {
      write_zip(folder / "libro.xlsx", {{"[Content_Types].xml", "x"}, {"xl/workbook.xml", "x"}}),
      write_zip(folder / "tablas.zip", {{"a.csv", "x"}, {"b.txt", "x"}}), folder / "datos.csv",
      folder / "json.csv"};
  const InputList list = expand(arguments);
  CHECK(list.problems.empty());
  CHECK(names(list, folder) == Names{"libro.xlsx", "tablas.zip", "datos.csv", "json.csv"});
  for (const Input& input : list.inputs) {
    CHECK(input.tabular == !input.name.ends_with("json.csv"));
  }
}

TEST_CASE("tables of a folder are read where it holds no JSON") {
  const TempFolder folder;
  folder.write("a.csv", "x");
  folder.write("b.csv", "x");
  folder.write("c.xlsx", "x");
  folder.write("d.txt", "x");
  const InputList list = expand({folder.path()});
  REQUIRE(list.inputs.size() == 2);
  CHECK(list.inputs[0].path == folder.path());
  CHECK(list.inputs[0].tabular);
  CHECK(list.inputs[1].path == folder.path() + "/c.xlsx");
  CHECK(list.skipped == Names{folder.path() + "/d.txt"});
}

}  // namespace edca::io::testing
