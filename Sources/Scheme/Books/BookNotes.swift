// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What the reading of one book gathers: problems and the list of its dated values.
///
/// Reading goes on after a problem, so that an officer sees all of them at once; the values read
/// past a problem are placeholders, and a book with a problem is never handed out.
final class BookNotes {
    var problems: [BookProblem] = []
    var lines: [BookLine] = []
    /// Whether values count as confirmed unless they say otherwise.
    var isConfirmed = false
}
