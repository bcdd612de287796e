#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "json/value.hpp"
#include "pages/parties.hpp"
#include "pages/party_total.hpp"

namespace {

using edca::base::Decimal;
using edca::pages::Named;
using edca::pages::Parties;
using edca::pages::ProcessFacts;
using edca::pages::Shard;

struct Made {
  std::map<std::string, std::string> shards;
  Parties::Result result;
};

/// Suppliers of as many processes, each with a contract of its number of pesos.
Made made(std::uint32_t suppliers, std::uint64_t memory) {
  Parties parties(Parties::Role::supplier, memory, {});
  for (std::uint32_t at = 0; at < suppliers; ++at) {
    ProcessFacts facts;
    facts.buyer = Named{"b", "b", "Comprador", {}};
    const std::string name = "S" + std::to_string(at);
    facts.suppliers.push_back({name, name, "Nombre " + name, {}});
    edca::pages::ContractFacts contract;
    contract.currency = "MXN";
    contract.amount = Decimal::whole(at % 7);
    contract.suppliers = {0};
    contract.year = "2025";
    facts.contracts.push_back(contract);
    const std::uint32_t buyer[] = {0};
    parties.add({parties.ordinal(name), facts.suppliers[0], 0, at, facts, buyer, 2});
  }
  Made result;
  result.result = parties.finish(
      "MXN", [&](const Shard& shard) { result.shards[shard.name] = shard.body; },
      [](std::string_view, std::uint32_t) {});
  return result;
}

}  // namespace

TEST_CASE("a supplier has what its contracts come to") {
  const Made suppliers = made(3, 1 << 20);
  const edca::json::Value list = edca::json::parse(suppliers.shards.at("suppliers/0"), "");
  REQUIRE(list.as_array().size() == 3);
  CHECK(edca::json::write(list.as_array()[2]) ==
        R"({"i":2,"name":"Nombre S2","id":"S2","n":1,"k":1,"a":{"MXN":"2"},"flags":2,"shared":0,)"
        R"("y":{"2025":{"n":1,"a":{"MXN":"2"}}},"m":{"":1},"c":{"":1},)"
        R"("partners":[["Comprador",0,1,{"MXN":"2"}]],"p":"Ag=="})");
  CHECK(suppliers.result.top.front().name == "Nombre S2");
}

TEST_CASE("lists begin with the largest amount; memory changes nothing") {
  const Made much = made(2000, std::uint64_t{64} << 20);
  const Made little = made(2000, 32 << 10);
  CHECK(much.shards == little.shards);
  CHECK(much.shards.contains("supplier-list/3"));
  const edca::json::Value list = edca::json::parse(much.shards.at("supplier-list/0"), "");
  CHECK(list.as_array()[0].text("name") == "Nombre S1000");
  CHECK(much.result.top.size() == 10);
  CHECK(much.result.first_rows.size() == 100);
}

TEST_CASE("the largest number comes first in the order of bytes") {
  const auto rank = [](const char* number) {
    return edca::pages::descending(*Decimal::read(number));
  };
  const std::vector<std::string> order = {rank("1e17"), rank("1000.5"), rank("1000.25"),
                                          rank("9"),    rank("0.1"),    rank("0"),
                                          rank("-0.5"), rank("-7")};
  CHECK(std::ranges::is_sorted(order));
  CHECK(std::ranges::adjacent_find(order) == order.end());
}
