#include "edca/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;

struct Heard final : edca::FindingSink {
  std::vector<edca::Finding> findings;
  void finding(const edca::Finding& finding) override { findings.push_back(finding); }
  void file(const edca::FileSummary&) override {}
};

/// The tables of texts, each an input, and what they become again.
class Tables {
 public:
  explicit Tables(const std::vector<std::string>& texts, edca::Session session = {})
      : session_(std::move(session)) {
    std::vector<std::string> inputs;
    for (const std::string& text : texts)
      inputs.push_back(in_->write("in" + std::to_string(inputs.size()) + ".json", text));
    Heard heard;
    made_ = edca::Flattener().run(inputs, folder(), false, heard, session_);
    CHECK(heard.findings.empty());
  }

  std::string folder() const { return out_->path() + "/tables/"; }
  std::string file(const std::string& name) const { return bytes_of(folder() + name); }
  bool has(const std::string& name) const { return std::filesystem::exists(folder() + name); }
  void write(const std::string& name, const std::string& text) const {
    static_cast<void>(out_->write("tables/" + name, text));
  }
  std::string back(bool lines = false) {
    std::string text;
    heard_.findings.clear();
    edca::Unflattener({lines}).run(
        folder(), [&](std::string_view piece) { return text += piece, true; }, heard_, session_);
    return text;
  }
  /// "rule/variant" of each finding of back().
  std::vector<std::string> said() const {
    std::vector<std::string> said;
    for (const edca::Finding& each : heard_.findings)
      said.push_back(std::string(each.rule->id) + (each.variant.empty() ? "" : "/" + each.variant));
    return said;
  }
  const edca::FlattenSummary& made() const { return made_; }
  const Heard& heard() const { return heard_; }

 private:
  std::shared_ptr<TempFolder> in_ = std::make_shared<TempFolder>();
  std::shared_ptr<TempFolder> out_ = std::make_shared<TempFolder>();
  edca::Session session_;
  edca::FlattenSummary made_;
  Heard heard_;
};

std::string release(const std::string& members) {
  return R"({"ocid":"ocds-abc123-1","id":"1","tag":["award"],)" + members + "}";
}

/// Tables that give the same line again.
Tables check_same(const std::string& text) {
  Tables tables({text});
  CHECK(tables.back() == text + "\n");
  CHECK(tables.said().empty());
  return tables;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("a list of objects is a table of its own, with keys and ids around its rows") {
  const Tables tables = check_same(release(
      R"("awards":[{"id":"A","items":[{"id":"1"},{"id":2,"quantity":3,"unit":{"name":"pieza"},"description":""}]}])"));
  CHECK(tables.file("releases_awards.csv") ==
        "_fila,_padre,_n,ocid,release,id\r\n0/awards/0,0,0,ocds-abc123-1,1,A\r\n");
  CHECK(tables.file("releases_awards_items.csv") ==
        "_fila,_padre,_n,ocid,release,awards/id,id,quantity,unit/name\r\n"
        "0/awards/0/items/0,0/awards/0,0,ocds-abc123-1,1,A,1,,\r\n"
        "0/awards/0/items/1,0/awards/0,1,ocds-abc123-1,1,A,2,3,pieza\r\n");
  CHECK(tables.file("resto.csv") ==
        "fila,ruta,json,celda\r\n"
        "0/awards/0/items/1,/id,2,2\r\n"
        "0/awards/0/items/1,/description,\"\"\"\"\"\",\r\n");
}

TEST_CASE("null and empty values stand in the rest") {
  const Tables tables =
      check_same(release(R"("title":null,"description":"","buyer":{},"awards":[])"));
  const std::string rest = tables.file("resto.csv");
  CHECK(std::ranges::count(rest, '\n') == 5);
}

TEST_CASE("numbers need no rest in CSV") {
  const Tables tables = check_same(
      release(R"("a":12345678901234567890123.45,"b":1500000.10,"c":1e3,"d":-0,"e":1e400)"));
  CHECK_FALSE(tables.has("resto.csv"));
}

TEST_CASE("objects without id stay as many as they were, in their order") {
  check_same(release(
      R"("awards":[{"title":"b","items":[{"id":"1"}]},{"title":"a","items":[{"id":"1"}]},{}])"));
}

TEST_CASE("names that look alike stay apart") {
  const Tables tables = check_same(release(
      R"("a_b":1,"Title":"x","a":{"b":2,"Title":"z"},"x/y":3,"~1":4,"awards":[{"ocid":"z"}],"title":"y","":5,"_fila":6)"));
  CHECK(tables.file("releases.csv")
            .starts_with("_fila,_padre,_n,ocid,id,tag,a_b,Title,a/b,a/Title,x~1y,~01\r\n"));
}

TEST_CASE("a field in another language stands behind the field") {
  const Tables tables(
      {release(R"("tender":{"id":"t","title_en":"x","x":1,"description":"d","title":"y"})")});
  CHECK(tables.file("releases.csv")
            .starts_with("_fila,_padre,_n,ocid,id,tag,tender/id,tender/title,tender/title_en,"
                         "tender/description,tender/x\r\n"));
}

TEST_CASE("packages come back with what they say, and with the items that were theirs") {
  const std::string first =
      R"({"uri":"u","extensions":["x","y"],"publisher":{"name":"A"},"releases":[)"
      "\n" +
      release("\"a\":1") + ",\n" + release("\"a\":2") + "\n]}\n";
  const std::string empty = R"({"uri":"v","records":[]})";
  const std::string bare = release("\"b\":true");
  const std::string last = "{\"uri\":\"w\",\"projects\":[\n{\"id\":\"p\",\"title\":\"t\"}\n]}\n";
  Tables tables({first, empty, "[" + bare + "," + bare + "]", last});
  CHECK(tables.back() == first + empty + "\n" + bare + "\n" + bare + "\n" + last);
  CHECK(tables.back(true) == release("\"a\":1") + "\n" + release("\"a\":2") + "\n" + bare + "\n" +
                                 bare + "\n{\"id\":\"p\",\"title\":\"t\"}\n");
  CHECK(tables.file("projects.csv").starts_with("_fila,_padre,_n,"));
}

TEST_CASE("a versioned release, and what is no object, are kept whole") {
  const std::string versioned =
      R"({"ocid":"o","buyer":{"name":[{"releaseID":"1","releaseTag":["tender"],"value":"x"}]}})";
  const std::string package =
      "{\"records\":[\n{\"ocid\":\"o\",\"versionedRelease\":" + versioned + "},\n7\n]}";
  Tables tables({package});
  CHECK(tables.back() == package + "\n");
  CHECK(tables.made().tables.size() == 3);
}

TEST_CASE("little memory gives the same bytes") {
  std::string text;
  for (int at = 0; at < 20000; ++at)
    text += release("\"awards\":[{\"id\":\"" + std::to_string(at) +
                    R"(","title":"a title of some length"}])") +
            "\n";
  edca::Session little;
  little.memory = 1 << 20;
  Tables in_file({text}, little);
  Tables in_memory({text});
  for (const edca::MadeTable& table : in_memory.made().tables)
    CHECK(in_file.file(table.file) == in_memory.file(table.file));
  CHECK(in_file.file("datapackage.json") == in_memory.file("datapackage.json"));
  CHECK(in_file.back() == text);
}

TEST_CASE("rows may be in any order, and cells may be changed") {
  Tables tables({release(R"("title":null,"awards":[{"id":"A","value":{"amount":1}},{"id":"B"}])")});
  tables.write("releases_awards.csv",
               "id,_n,_padre,_fila,value/amount,note\r\nB,1,0,0/awards/1,,\r\nA,0,0,0/awards/"
               "0,2.50,new\r\n");
  CHECK(
      tables.back() ==
      release(
          R"("awards":[{"id":"A","value":{"amount":2.50},"note":"new"},{"id":"B"}],"title":null)") +
          "\n");
  CHECK(tables.said().empty());
  tables.write("releases.csv", "_fila,ocid,id,tag,title\r\n0,ocds-abc123-1,1,award,A title\r\n");
  CHECK(tables.back() == R"({"ocid":"ocds-abc123-1","id":"1","tag":["award"],"title":"A title",)"
                         R"("awards":[{"id":"A","value":{"amount":2.50},"note":"new"},{"id":"B"}]})"
                         "\n");
}

TEST_CASE("a cell that was changed counts more than what was kept for it") {
  Tables tables({release(R"("awards":[{"id":2},{"id":"B"}])")});
  tables.write("releases_awards.csv",
               "_fila,_padre,_n,id\r\n0/awards/0,0,0,3\r\n0/awards/1,0,1,B\r\n");
  CHECK(tables.back() == release(R"("awards":[{"id":"3"},{"id":"B"}])") + "\n");
  CHECK(tables.said() == Said{"tables.edited"});
}

TEST_CASE("what stands for null does so in tables that were made here too") {
  Tables tables({release(R"("title":"A title")")});
  tables.write("releases.csv", "_fila,ocid,id,tag,title\r\n0,ocds-abc123-1,1,award,NULO\r\n");
  CHECK(tables.back() == release(R"("title":"NULO")") + "\n");
  edca::UnflattenOptions options;
  options.read.tables.null = "NULO";
  Heard heard;
  std::string text;
  edca::Unflattener(options).run(
      tables.folder(), [&](std::string_view piece) { return text += piece, true; }, heard, {});
  CHECK(text == release(R"("title":null)") + "\n");
  CHECK(heard.findings.empty());
}

TEST_CASE("rows without a place are left out and named with their line") {
  Tables tables({release(R"("awards":[{"id":"A"}])")});
  tables.write("releases_awards.csv",
               "_fila,_padre,_n,id\r\n0/awards/0,0,0,A\r\n0/awards/0,0,1,B\r\n0/awards/2,7,1,C\r\n"
               "x,0,1,D\r\n,0,1,E\r\n0/awards/3,0,1,F,G\r\n,,,\r\n");
  CHECK(tables.back() == release(R"("awards":[{"id":"A"}])") + "\n");
  CHECK(tables.said() == Said{"tables.row/key", "tables.row/no-key", "tables.row/cells",
                              "tables.row/repeated", "tables.row/orphan"});
  CHECK(tables.heard().findings[3].at.line == 3);
  CHECK(tables.heard().findings[3].value == "\"0/awards/0\"");
}

TEST_CASE("a cell that does not fit is kept as text, with an error") {
  Tables tables({release(R"("tender":{"id":"t","value":{"amount":1},"hasEnquiries":true})")});
  tables.write("releases.csv",
               "_fila,_padre,_n,ocid,id,tag,tender/id,tender/value/amount,tender/hasEnquiries\r\n"
               "0,,0,ocds-abc123-1,1,award,t,\"$1,234.50\",Sí\r\n");
  CHECK(tables.back() ==
        release(R"("tender":{"id":"t","value":{"amount":"$1,234.50"},"hasEnquiries":"Sí"})") +
            "\n");
  CHECK(tables.said() == Said{"tables.cell/number", "tables.cell/boolean"});
}

TEST_CASE("tables that are gone, or no tables, are said so") {
  Tables tables({release(R"("awards":[{"id":"A"}])")});
  std::filesystem::remove(tables.folder() + "releases_awards.csv");
  CHECK(tables.back() == R"({"ocid":"ocds-abc123-1","id":"1","tag":["award"]})"
                         "\n");
  CHECK(tables.said() == Said{"input.unreadable/missing"});
  tables.write("releases.csv", "ocid,id\r\nocds-abc123-1,1\r\n");
  CHECK(tables.back().empty());
  CHECK(tables.said().front() == "tables.column");
  for (
      const std::string text :
      {"{}", "[]",
       R"({"edca:layout":"edca-tables/1","resources":[{"path":"../a.csv","edca:table":"releases"}]})"}) {
    tables.write("datapackage.json", text);
    CHECK_THROWS_AS(tables.back(), edca::Error);
  }
}

TEST_CASE("nothing is overwritten unasked, and a run that made nothing leaves nothing") {
  const TempFolder folder;
  const std::string good = folder.write("good.json", release("\"a\":1"));
  const std::string bad = folder.write("bad.json", "{");
  const std::string to = folder.path() + "/new/";
  Heard heard;
  CHECK(edca::Flattener().run({bad}, to, false, heard).tables.empty());
  CHECK_FALSE(std::filesystem::exists(to));
  CHECK(edca::Flattener().run({good}, to, false, heard).tables.size() == 1);
  CHECK_THROWS_AS(edca::Flattener().run({good}, to, false, heard), edca::Error);
  CHECK(edca::Flattener().run({good}, to, true, heard).tables.size() == 1);
}

TEST_CASE("a zip and a database give back what a folder does") {
  const std::string text =
      release(
          R"("a":12345678901234567890123.45,"b":1500000.10,"c":1e3,"d":-0,"e":1e400,"f":0.1,"g":true,"awards":[{"id":2,"title":"","x":[1,"2"]},{"id":"B","Id":"b"}],"title":null)") +
      "\n";
  const TempFolder folder;
  const std::string input = folder.write("in.json", text);
  Heard heard;
  const auto back = [&](const std::string& tables) {
    std::string got;
    edca::Unflattener().run(
        tables, [&](std::string_view piece) { return got += piece, true; }, heard);
    return got;
  };
  edca::Flattener().run({input}, folder / "tables/", false, heard);
  const std::string expected = back(folder / "tables/");
  for (const std::string name : {"t.zip", "t.sqlite", "T.DB"}) {
    INFO(name);
    edca::Flattener().run({input}, folder / name, false, heard);
    const std::string bytes = bytes_of(folder / name);
    edca::Flattener().run({input}, folder / name, true, heard);
    CHECK(bytes_of(folder / name) == bytes);
    // Numbers that a double cannot hold stand behind the others.
    CHECK(back(folder / name).size() == expected.size());
  }
  CHECK(back(folder / "t.zip") == expected);
  CHECK(heard.findings.empty());
  CHECK_THROWS_AS(edca::Flattener().run({input}, folder / "t.csv", false, heard), edca::Error);
  CHECK_THROWS_AS(edca::Flattener().run({input}, folder / "t.zip", false, heard), edca::Error);
  CHECK_THROWS_AS(edca::Flattener().run({folder / "in.json"}, folder / "in.json", true, heard),
                  edca::Error);
}

TEST_CASE("more columns than a database can have are refused") {
  std::string members = "\"a\":1";
  for (int at = 0; at < 2000; ++at) members += ",\"x" + std::to_string(at) + "\":1";
  const TempFolder folder;
  const std::string input = folder.write("in.json", release(members));
  Heard heard;
  CHECK_THROWS_AS(edca::Flattener().run({input}, folder / "t.db", false, heard), edca::Error);
  CHECK_FALSE(std::filesystem::exists(folder / "t.db"));
}

namespace {

std::map<std::string, std::string> files_of(const std::string& text,
                                            const edca::FlattenOptions& options) {
  const TempFolder folder;
  const std::string input = folder.write("in.json", text);
  Heard heard;
  std::map<std::string, std::string> files;
  const auto made = edca::Flattener(options).run({input}, folder / "t/", false, heard);
  for (const edca::MadeTable& table : made.tables)
    files[table.file] = bytes_of(folder / ("t/" + table.file));
  std::string back;
  edca::Unflattener().run(
      folder / "t/", [&](std::string_view piece) { return back += piece, true; }, heard);
  CHECK(heard.findings.empty());
  files["back"] = back;
  return files;
}

}  // namespace

TEST_CASE("only what was asked for goes into tables, and nothing of the rest beside them") {
  const std::string text = release(
      R"("buyer":{"name":"B"},"parties":[{"id":"P","name":"","contactPoint":{"name":"Secret"}},{"id":"Q"}],"mixed":[{"contactPoint":"Secret"},1],"awards":[])");
  edca::FlattenOptions options;
  options.skip = {"parties/contactPoint", "mixed/contactPoint", "awards"};
  auto files = files_of(text, options);
  CHECK(files["back"] ==
        release(R"("buyer":{"name":"B"},"parties":[{"id":"P","name":""},{"id":"Q"}])") + "\n");
  for (const auto& [name, bytes] : files) CHECK(bytes.find("Secret") == std::string::npos);
  options.skip = {};
  options.only = {"parties/id"};
  files = files_of(text, options);
  CHECK(files["back"] == R"({"parties":[{"id":"P"},{"id":"Q"}]})"
                         "\n");
  CHECK(files["releases_parties.csv"].starts_with("_fila,_padre,_n,ocid,release,id\r\n"));
  CHECK(files.size() == 3);
  options.only = {"parties/name"};
  const std::string versioned =
      R"({"ocid":"o","buyer":{"name":[{"releaseID":"1","releaseTag":["tender"],"value":"Secret"}]}})";
  files =
      files_of("{\"records\":[{\"ocid\":\"o\",\"versionedRelease\":" + versioned + "}]}", options);
  for (const auto& [name, bytes] : files) CHECK(bytes.find("Secret") == std::string::npos);
}

TEST_CASE("CSV for spreadsheet programs is read back as it was") {
  const std::string text = release(
      R"("title":"=1+1","tender":{"id":"-x","value":{"amount":-5}},"awards":[{"id":"@a","tag":["+x","y"],"items":[{"id":"1"}]}],"=k":"v")");
  edca::FlattenOptions options;
  options.excel = true;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    options.delimiter = delimiter;
    auto files = files_of(text, options);
    const std::string between(1, delimiter);
    CHECK(files["releases.csv"].starts_with("\xEF\xBB\xBF_fila" + between + "_padre"));
    CHECK(files["releases.csv"].find(between + "'=1+1") != std::string::npos);
    CHECK(files["releases_awards_items.csv"].find("'@a") != std::string::npos);
    for (const char first : {'=', '@', '+'}) {
      CHECK(files["releases.csv"].find(between + first) == std::string::npos);
      CHECK(files["releases_awards.csv"].find(between + first) == std::string::npos);
    }
    options.excel = false;
    CHECK(files_of(text, options)["back"].size() == files["back"].size());
    options.excel = true;
    CHECK(files["back"].find("'") == std::string::npos);
    CHECK(files["back"].find("\"amount\":-5") != std::string::npos);
  }
}
