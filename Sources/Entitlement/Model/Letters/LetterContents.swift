// SPDX-License-Identifier: Apache-2.0
import Foundation
import Scheme
import Vocabulary

/// What a letter said, as the register keeps it: the values, not the words, and persons by number.
struct LetterContents: Codable, Equatable {
    var values: [String: String]
    var parts: [[String: String]]
    /// Label, yen and article of each step.
    var steps: [[String]]
    var sum: Int
    var children: [Int64]

    init(_ order: LetterOrder) {
        values = LetterContents.coded(order.values)
        parts = order.parts.map(LetterContents.coded)
        steps = order.steps.map { line in
            switch line {
            case .heading(let words): [words]
            case .step(let step): [step.label, String(step.amount.amount), step.article ?? ""]
            case .word: preconditionFailure("a letter is kept as it is said")
            }
        }
        sum = order.sum.amount
        children = order.children.map(\.value)
    }

    /// The text of the register, the same for the same contents.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("strings and numbers are always encoded")
        }
        return String(decoding: data, as: UTF8.self)
    }

    init?(text: String) {
        guard let read = try? JSONDecoder().decode(LetterContents.self, from: Data(text.utf8))
        else { return nil }
        self = read
    }

    /// The order that it was made of.
    func order(
        _ kind: LetterKind, reference: Int64, recipient: AddresseeNumber
    ) -> LetterOrder {
        LetterOrder(
            kind, reference: reference, recipient: recipient,
            children: children.map(AddresseeNumber.init(value:)),
            values: LetterContents.values(values), parts: parts.map(LetterContents.values),
            steps: steps.compactMap { step in
                guard step.count == 3, let yen = Int(step[1]) else {
                    return step.first.map(LetterStep.heading)
                }
                return .step(Step(step[0], yen, article: step[2].isEmpty ? nil : step[2]))
            }, sum: Yen(sum))
    }

    private static func coded(_ values: LetterValues) -> [String: String] {
        values.all.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value.coded }
    }

    private static func values(_ coded: [String: String]) -> LetterValues {
        coded.reduce(into: LetterValues()) { values, entry in
            guard let field = LetterField(rawValue: entry.key) else { return }
            values[field] = LetterValue(coded: entry.value)
        }
    }
}

extension LetterValue {
    /// A letter for the kind of value, a colon, the value.
    fileprivate var coded: String {
        switch self {
        case .text(let text): "t:\(text)"
        case .date(let day): "d:\(day)"
        case .month(let month): "m:\(month)"
        case .yen(let yen): "y:\(yen.amount)"
        case .number(let number): "n:\(number)"
        case .period(let period):
            "p:" + (period.map { "\($0.from)/\($0.until.map { "\($0)" } ?? "")" } ?? "")
        case .person(let number): "a:\(number.value)"
        case .persons(let numbers): "a:" + numbers.map { String($0.value) }.joined(separator: ",")
        case .word, .code, .label, .finding, .joined:
            preconditionFailure("a letter is kept as it is said")
        }
    }

    fileprivate init?(coded: String) {
        let rest = String(coded.dropFirst(2))
        switch coded.prefix(2) {
        case "t:": self = .text(rest)
        case "d:":
            guard let day = CivilDate(iso: rest) else { return nil }
            self = .date(day)
        case "m:":
            guard let month = YearMonth(iso: rest) else { return nil }
            self = .month(month)
        case "y:":
            guard let yen = Int(rest) else { return nil }
            self = .yen(Yen(yen))
        case "n:":
            guard let number = Int(rest) else { return nil }
            self = .number(number)
        case "p:":
            let ends = rest.split(separator: "/", omittingEmptySubsequences: false)
            guard ends.count == 2, let from = CivilDate(iso: String(ends[0])) else {
                self = .period(nil)
                return
            }
            self = .period(EffectivePeriod(from: from, until: CivilDate(iso: String(ends[1]))))
        case "a:":
            let numbers = rest.split(separator: ",").compactMap { Int64($0) }
                .map(AddresseeNumber.init(value:))
            self = numbers.count == 1 ? .person(numbers[0]) : .persons(numbers)
        default: return nil
        }
    }
}
