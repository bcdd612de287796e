#include "json_text.hpp"

#include <cmath>
#include <string_view>
#include <vector>

#include "convert.hpp"
#include "edca/error.hpp"

namespace nb = nanobind;

namespace edca_python {
namespace {

/// A value that holds itself comes to an end here; the library refuses half as many.
constexpr std::size_t most_levels = 1000;

/// The type that tells numbers exactly.
nb::object decimal_type() {
  return nb::module_::import_("decimal").attr("Decimal");
}

class JsonWriter {
 public:
  std::string write(nb::handle value) {
    value_of(value);
    while (!open_.empty()) step();
    return std::move(text_);
  }

 private:
  /// A dictionary or list that is being written.
  struct Level {
    nb::object value;
    bool is_dict;
    Py_ssize_t at = 0;  ///< for PyDict_Next, or the next index
    bool any = false;
    nb::object key = {};
  };

  /// Writes the next member or element, or closes what has no more.
  void step() {
    Level& level = open_.back();
    nb::object next;
    if (level.is_dict) {
      PyObject* key = nullptr;
      PyObject* value = nullptr;
      if (PyDict_Next(level.value.ptr(), &level.at, &key, &value) != 0) {
        level.key = nb::borrow(key);
        next = nb::borrow(value);
      }
    } else {
      const Py_ssize_t size = PySequence_Size(level.value.ptr());
      if (level.at < size) next = nb::steal(PySequence_GetItem(level.value.ptr(), level.at++));
    }
    // A class that is derived from list or dict may refuse.
    if (PyErr_Occurred() != nullptr) throw nb::python_error();
    if (!next.is_valid()) {
      text_ += level.is_dict ? '}' : ']';
      open_.pop_back();
      return;
    }
    if (level.any) text_ += ',';
    level.any = true;
    if (level.is_dict) {
      if (PyUnicode_Check(level.key.ptr()) == 0) fail("python.key", type_of(level.key));
      string(level.key);
      text_ += ':';
    }
    value_of(next);
  }

  void value_of(nb::handle value) {
    PyObject* const object = value.ptr();
    if (object == Py_None) {
      text_ += "null";
    } else if (PyUnicode_Check(object) != 0) {
      string(value);
    } else if (object == Py_True || object == Py_False) {
      text_ += object == Py_True ? "true" : "false";
    } else if (PyLong_Check(object) != 0) {
      integer(value);
    } else if (PyFloat_Check(object) != 0) {
      real(value);
    } else if (PyDict_Check(object) != 0) {
      begin(value, true);
    } else if (PyList_Check(object) != 0 || PyTuple_Check(object) != 0) {
      begin(value, false);
    } else if (is_decimal(value)) {
      decimal(value);
    } else {
      fail("python.value", type_of(value));
    }
  }

  void begin(nb::handle value, bool is_dict) {
    if (open_.size() == most_levels) fail("python.levels", {"limit", std::to_string(most_levels)});
    text_ += is_dict ? '{' : '[';
    open_.push_back({nb::borrow(value), is_dict});
  }

  void integer(nb::handle value) {
    int overflow = 0;
    const long long small = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
    if (overflow == 0) {
      text_ += std::to_string(small);
      return;
    }
    // Above so many digits Python refuses:
    // https://docs.python.org/3/library/stdtypes.html#int-max-str-digits
    PyObject* const digits = PyNumber_ToBase(value.ptr(), 10);
    if (digits == nullptr) {
      PyErr_Clear();
      fail("python.number", {"value", "int"});
    }
    text_ += nb::steal<nb::str>(digits).c_str();
  }

  void real(nb::handle value) {
    const double number = PyFloat_AsDouble(value.ptr());
    if (!std::isfinite(number)) fail("python.number", {"value", nb::str(value).c_str()});
    char* const digits = PyOS_double_to_string(number, 'r', 0, Py_DTSF_ADD_DOT_0, nullptr);
    text_ += digits;
    PyMem_Free(digits);
  }

  bool is_decimal(nb::handle value) {
    if (!decimal_.is_valid()) decimal_ = decimal_type();
    return PyObject_IsInstance(value.ptr(), decimal_.ptr()) == 1;
  }

  void decimal(nb::handle value) {
    const nb::str digits(value);
    if (!nb::cast<bool>(value.attr("is_finite")()))
      fail("python.number", {"value", digits.c_str()});
    text_ += digits.c_str();
  }

  void string(nb::handle value) {
    Py_ssize_t size = 0;
    const char* const bytes = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
    if (bytes == nullptr) {
      // Half a surrogate pair has no UTF-8, but an escape.
      PyErr_Clear();
      text_ += utf8_of(nb::module_::import_("json").attr("dumps")(value));
      return;
    }
    text_ += '"';
    const std::string_view text(bytes, static_cast<std::size_t>(size));
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
      text_ += text.substr(from, at - from);
      from = at + 1;
      escape(byte);
    }
    text_ += text.substr(from);
    text_ += '"';
  }

  void escape(unsigned char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    text_ += '\\';
    if (byte == '"' || byte == '\\') {
      text_ += static_cast<char>(byte);
    } else if (byte == '\n') {
      text_ += 'n';
    } else {
      text_ += "u00";
      text_ += digits[byte >> 4];
      text_ += digits[byte & 15];
    }
  }

  static std::pair<std::string, std::string> type_of(nb::handle value) {
    return {"type",
            nb::str(nb::handle(reinterpret_cast<PyObject*>(Py_TYPE(value.ptr()))).attr("__name__"))
                .c_str()};
  }

  /// Where the value stands that is being written.
  std::string pointer() const {
    std::string path;
    for (const Level& level : open_) {
      path += '/';
      if (!level.is_dict) {
        path += std::to_string(level.at - 1);
        continue;
      }
      const std::string name = utf8_of(nb::str(level.key));
      for (const char letter : name) {
        if (letter == '~') {
          path += "~0";
        } else if (letter == '/') {
          path += "~1";
        } else {
          path += letter;
        }
      }
      if (path.size() > 1000) break;
    }
    return path.substr(0, 1000);
  }

  [[noreturn]] void fail(const char* key, std::pair<std::string, std::string> argument) const {
    throw edca::Error(edca::ErrorKind::input, key, {std::move(argument), {"pointer", pointer()}});
  }

  std::string text_;
  std::vector<Level> open_;
  nb::object decimal_;
};

}  // namespace

std::string json_text(nb::handle value) {
  return JsonWriter().write(value);
}

}  // namespace edca_python
