#include "convert/conversion.hpp"

namespace edca::convert {

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {};
  return rows;
}

}  // namespace edca::convert
