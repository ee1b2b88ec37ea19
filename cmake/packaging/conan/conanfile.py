"""Conan 2 recipe: `conan create cmake/packaging/conan`."""

import re
from pathlib import Path
from typing import ClassVar

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

ROOT = Path("..") / ".." / ".."
SOURCES = ("CMakeLists.txt", "LICENSE", "capi/*", "cmake/*", "include/*", "src/*")


class Effaith(ConanFile):
    name = "effaith"
    license = "Apache-2.0"
    description = (
        "Whether interventions for learners with additional needs work, and their cost"
    )
    topics = ("education", "send", "aln", "evaluation")
    settings = "os", "arch", "compiler", "build_type"
    package_type = "library"
    options: ClassVar = {"static_runtime": [True, False]}
    default_options: ClassVar = {"static_runtime": False}

    def set_version(self):
        header = load(
            self, Path(self.recipe_folder) / ROOT / "include/effaith/version.hpp"
        )
        self.version = re.search(r'EFFAITH_VERSION "([0-9.]+)"', header)[1]

    def export_sources(self):
        for pattern in SOURCES:
            copy(
                self,
                pattern,
                Path(self.recipe_folder) / ROOT,
                self.export_sources_folder,
            )

    def requirements(self):
        # Headers alone, and compiled in: whoever uses the package needs neither.
        self.requires("boost/[>=1.74]", headers=True, libs=False, visible=False)
        self.requires("nlohmann_json/[>=3.11]", visible=False)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.variables["EFFAITH_COMMAND"] = False
        toolchain.variables["EFFAITH_INSTALL"] = True
        toolchain.variables["EFFAITH_STATIC_RUNTIME"] = bool(
            self.options.static_runtime
        )
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()

    def package_info(self):
        self.cpp_info.set_property(
            "cmake_find_mode", "none"
        )  # it brings its own configuration
        self.cpp_info.builddirs.append("lib/cmake/effaith")
