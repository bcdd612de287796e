#pragma once

#include "schema/plan.hpp"
#include "upgrade/walk.hpp"

namespace edca::upgrade {

/// A project of OC4IDS 0.9.2 to 0.9.4 as one of 0.9.5, whose schema `plan` is: the breakdown of its
/// budget moves into a list of breakdowns, what is empty goes. A status that has no successor is
/// only noted.
/// https://standard.open-contracting.org/infrastructure/0.9.5/en/reference/changelog/
void project_to_newest(Document& document, Document::Id project, const schema::Node* plan,
                       Walk& walk, Changes& changes);

}  // namespace edca::upgrade
