// SPDX-License-Identifier: Apache-2.0

/// A text as a QR code with its words, for whoever keeps the paper and reads it by machine later.
public struct CodeFigure: Sendable {
    public let title: String
    /// What the code holds, at most 1,200 bytes.
    public let text: String
    /// Printed beside the code, a line each.
    public let lines: [String]

    /// - Throws: `PressRefusal.codeTooLong`.
    public init(title: String, text: String, lines: [String] = []) throws(PressRefusal) {
        guard text.utf8.count <= 1_200 else { throw .codeTooLong(title) }
        self.title = title
        self.text = text
        self.lines = lines
    }
}
