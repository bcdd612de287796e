#include "portal/item_texts.hpp"

#include <filesystem>

#include "catch.hpp"
#include "edca/error.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::TempFolder;
using edca::portal::ItemTexts;
using edca::portal::TextRef;

std::string read(ItemTexts& texts, const TextRef& ref) {
  std::string text(ref.size, '\0');
  texts.read(ref, text.data());
  return text;
}

std::string long_text(char letter) {
  return std::string(700'000, letter) + letter;
}

}  // namespace

TEST_CASE("texts are read again from their file, or from where they were kept") {
  const TempFolder folder;
  ItemTexts texts(folder.path());
  std::vector<std::pair<TextRef, std::string>> known;
  // More files than are held open.
  for (int number = 0; number < 150; ++number) {
    const std::string text = "[" + std::to_string(number) + "]";
    const std::uint32_t file =
        texts.add_file(folder.write(std::to_string(number) + ".json", "{ " + text + "}"));
    known.emplace_back(ItemTexts::refer(file, 2, text), text);
  }
  for (const char letter : {'a', 'b', 'c', 'd'}) {
    known.emplace_back(texts.keep(long_text(letter)), long_text(letter));
    known.emplace_back(texts.keep(""), "");
  }
  for (int round = 0; round < 2; ++round) {
    for (const auto& [ref, text] : known) CHECK(read(texts, ref) == text);
  }
}

TEST_CASE("a text that changed in its file is not taken for the same") {
  const TempFolder folder;
  const std::string text = "{\"ocid\":\"ocds-abc123-0001\",\"amount\":1500000.10}";
  const std::string path = folder.write("a.json", text);
  ItemTexts texts(folder.path());
  const TextRef ref = ItemTexts::refer(texts.add_file(path), 0, text);
  const auto changed = [&] {
    try {
      read(texts, ref);
    } catch (const edca::Error& error) {
      return error.key() == "portal.input-changed" && error.kind() == edca::ErrorKind::input;
    }
    return false;
  };
  CHECK(read(texts, ref) == text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string other = text;
    other[at] ^= 1;
    folder.write("a.json", other);
    INFO(at);
    CHECK(changed());
  }
  folder.write("a.json", text + " and more");
  CHECK(read(texts, ref) == text);
  folder.write("a.json", text.substr(0, text.size() - 1));
  CHECK(changed());
  std::filesystem::remove(path);
  ItemTexts others(folder.path());
  const TextRef gone = ItemTexts::refer(others.add_file(path), 0, text);
  CHECK_THROWS_AS(read(others, gone), edca::Error);
}
