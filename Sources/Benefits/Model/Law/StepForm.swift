// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// What the explanations of many amounts have in common: labels and articles under one text of the
/// book, with a mark wherever a number stands. An amount then needs only its numbers.
///
/// Of a month's ten thousand claims a few dozen have a form of their own: each form is stored once,
/// and form and numbers give back every step to the letter.
struct StepForm: Hashable, Sendable {
    /// Digest of the text that was applied.
    let scheme: String
    /// Values that no officer had signed, in one text; `nil` for none.
    let unconfirmed: String?
    /// `StepText` with marks in the place of numbers.
    let template: String

    /// Stands for a number; a text of a book cannot hold it unless somebody escapes it on purpose.
    private static let mark: UInt8 = 1

    /// The form and the numbers, separated by spaces.
    static func split(_ sum: Computation) -> (form: StepForm, numbers: String) {
        let open = sum.unconfirmed
        let (template, numbers) = split(sum.steps)
        return (
            StepForm(
                scheme: sum.book,
                unconfirmed: open.isEmpty ? nil : open.joined(separator: "、"),
                template: template),
            numbers
        )
    }

    static func split(_ steps: [Step]) -> (template: String, numbers: String) {
        if steps.contains(where: { $0.label.utf8.contains(mark) }) {
            return (StepText.write(steps), "")
        }
        var template: [UInt8] = []
        var numbers: [UInt8] = []
        func put(_ text: String) {
            var isInNumber = false
            for byte in text.utf8 {
                let isDigit = (0x30...0x39).contains(byte)
                if isDigit {
                    if !isInNumber {
                        template.append(mark)
                        if !numbers.isEmpty { numbers.append(0x20) }
                    }
                    numbers.append(byte)
                } else {
                    template.append(byte)
                }
                isInNumber = isDigit
            }
        }
        for (place, step) in steps.enumerated() {
            if place > 0 { template.append(0x0A) }
            put(step.label)
            template.append(0x09)
            put(String(step.amount.amount))
            template.append(0x09)
            // An article is the same for all: its digits stay.
            template.append(contentsOf: (step.article ?? "").utf8)
        }
        return (String(decoding: template, as: UTF8.self), String(decoding: numbers, as: UTF8.self))
    }

    /// The steps as they were worded.
    static func join(_ template: String, _ numbers: String) -> [Step] {
        guard !numbers.isEmpty else { return StepText.read(template) }
        var rest = numbers.utf8.split(separator: 0x20)[...]
        var text: [UInt8] = []
        for byte in template.utf8 {
            if byte == mark, let number = rest.popFirst() {
                text.append(contentsOf: number)
            } else {
                text.append(byte)
            }
        }
        return StepText.read(String(decoding: text, as: UTF8.self))
    }
}
