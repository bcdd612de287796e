#include "pages/notes.hpp"

#include <string>

#include "catch.hpp"

using edca::pages::Notes;

TEST_CASE("notes come by OCID and go by the order of processes, whatever the memory") {
  for (const std::uint64_t memory : {std::uint64_t{4} << 10, std::uint64_t{64} << 20}) {
    Notes notes(memory, {});
    constexpr std::uint32_t count = 3000;
    for (std::uint32_t at = 0; at < count; at += 3) {
      const std::string json = std::to_string(at);
      notes.add("ocid-" + json, {Notes::Kind::flag, static_cast<std::uint16_t>(at % 300), json});
      notes.add("ocid-" + json, {Notes::Kind::finding, 0, "{}"});
    }
    notes.add("nowhere", {Notes::Kind::flag, 1, "1"});
    for (std::uint32_t at = 0; at < count; ++at) notes.place("ocid-" + std::to_string(at), at);
    notes.arrange();
    std::size_t found = 0;
    for (std::uint32_t at = 0; at < count; ++at) {
      const auto& of_it = notes.of(at);
      found += of_it.size();
      if (at % 3 != 0) continue;
      REQUIRE(of_it.size() == 2);
      CHECK(of_it[0].json == std::to_string(at));
      CHECK(of_it[0].number == at % 300);
      CHECK(of_it[1].kind == Notes::Kind::finding);
    }
    CHECK(found == 2000);
  }
}

TEST_CASE("without notes no process has any") {
  Notes notes(1 << 20, {});
  notes.place("a", 0);
  notes.arrange();
  CHECK(notes.of(0).empty());
  CHECK(notes.of(1).empty());
}
