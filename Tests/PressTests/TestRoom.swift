// SPDX-License-Identifier: Apache-2.0
import Press

/// A room for all tests of the process, as in the program.
enum TestRoom {
    static let shared = Result { try PressRoom() }
}
