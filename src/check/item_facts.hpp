#pragma once

#include <string>
#include <string_view>

namespace edca::json {
struct Node;
}

namespace edca::check {

/// Name, else id, of the buyer of a release, or of the compiled or last release of a record; empty
/// when there is none. `item` is its JSON text.
std::string buyer_of(std::string_view item);

/// Title of the tender of a release, of the compiled or last release of a record, or of a project:
/// shortened, empty when there is none.
std::string title_of(std::string_view item);
/// The same, sooner, where the item was parsed; `tree` may be nullptr.
std::string title_of(std::string_view item, const json::Node* tree);

}  // namespace edca::check
