// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Vocabulary

/// A body read by the table of its route: no item more, no item of another type.
struct RequestBody {
    private let values: [String: Any]
    private(set) var problems: [BodyProblem] = []

    /// - Throws: `ServiceRefusal.invalidBody`.
    init(_ bytes: [UInt8], of route: ServiceRoute) throws(ServiceRefusal) {
        let object = try? JSONSerialization.jsonObject(with: Data(bytes))
        guard let values = object as? [String: Any] else {
            throw .invalidBody([BodyProblem(item: "", message: "JSONのオブジェクトではありません。")])
        }
        var problems: [BodyProblem] = []
        let known = Dictionary(uniqueKeysWithValues: route.body.map { ($0.name, $0) })
        for name in values.keys.sorted() where known[name] == nil {
            problems.append(BodyProblem(item: "", message: "知らない項目があります。"))
        }
        for item in route.body {
            guard let value = values[item.name] else {
                if item.isRequired {
                    problems.append(BodyProblem(item: item.name, message: "必須です。"))
                }
                continue
            }
            if let problem = Self.problem(value, item) {
                problems.append(BodyProblem(item: item.name, message: problem))
            }
        }
        guard problems.isEmpty else { throw .invalidBody(problems) }
        self.values = values
    }

    /// What is wrong with a value that is there; `nil` when nothing is.
    private static func problem(_ value: Any, _ item: BodyItem) -> String? {
        switch item.kind {
        case .words(let longest):
            guard let text = value as? String else { return "型が違います。" }
            if text.unicodeScalars.count > longest { return "\(longest)文字までです。" }
            if text.unicodeScalars.contains(where: isControl) { return "使えない文字があります。" }
            return text.unicodeScalars.contains(where: isWord) ? nil : "文字か数字が要ります。"
        case .text(let longest):
            guard let text = value as? String else { return "型が違います。" }
            if text.isEmpty, !item.mayBeEmpty { return "空です。" }
            if text.unicodeScalars.count > longest { return "\(longest)文字までです。" }
            return text.unicodeScalars.contains(where: isControl) ? "使えない文字があります。" : nil
        case .message:
            guard let text = value as? String else { return "型が違います。" }
            return text.isEmpty ? "空です。" : nil
        case .integer:
            // Read from JSON, `true` is a number of type `c`; `as? Bool` also takes 0 and 1.
            guard let number = value as? NSNumber, number.objCType.pointee != 0x63 else {
                return "型が違います。"
            }
            // As far as every JSON reader counts exactly.
            let most: Int64 = (1 << 53) - 1
            return Int64(exactly: number.doubleValue).map { (0...most).contains($0) } ?? false
                ? nil : "0以上の整数です。"
        case .texts:
            guard let texts = value as? [String] else { return "型が違います。" }
            return (1...BodyItem.longestList).contains(texts.count)
                ? nil : "1件から\(BodyItem.longestList)件までです。"
        }
    }

    /// A digit, a letter, a kana or a kanji, as the document states them.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3041...0x3093, 0x30A1...0x30F6,
            0x4E00...0x9FA0:
            true
        default: false
        }
    }

    /// No name has one, no database takes a NUL, and a log must stay one line an entry.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    func text(_ name: String) -> String { values[name] as? String ?? "" }
    func optionalText(_ name: String) -> String? {
        (values[name] as? String).flatMap { $0.isEmpty ? nil : $0 }
    }
    func integer(_ name: String) -> Int64 { (values[name] as? NSNumber)?.int64Value ?? 0 }
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Every text of the body by its name.
    var texts: [String: String] { values.compactMapValues { $0 as? String } }

    /// - Throws: `ServiceRefusal.invalidBody` unless it is a number of up to 15 digits.
    func addressee(_ name: String) throws(ServiceRefusal) -> AddresseeNumber {
        guard let number = AddresseeNumber(text(name)) else { throw Self.wrong(name) }
        return number
    }

    func optionalAddressee(_ name: String) throws(ServiceRefusal) -> AddresseeNumber? {
        optionalText(name) == nil ? nil : try addressee(name)
    }

    func addressees(_ name: String) throws(ServiceRefusal) -> [AddresseeNumber] {
        var numbers: [AddresseeNumber] = []
        for text in values[name] as? [String] ?? [] {
            guard let number = AddresseeNumber(text) else { throw Self.wrong(name) }
            numbers.append(number)
        }
        return numbers
    }

    func day(_ name: String) throws(ServiceRefusal) -> CivilDate {
        guard let day = CivilDate(iso: text(name)) else { throw Self.wrong(name) }
        return day
    }

    func optionalDay(_ name: String) throws(ServiceRefusal) -> CivilDate? {
        optionalText(name) == nil ? nil : try day(name)
    }

    /// The four items, as they are stated.
    func person() throws(ServiceRefusal) -> FourItems {
        guard let born = BirthDate(text("born")) else { throw Self.wrong("born") }
        guard ["", "0", "1", "2"].contains(text("sex")) else { throw Self.wrong("sex") }
        return FourItems(
            name: text("name"), kana: text("kana"), sex: text("sex"), born: born,
            address: text("address"), building: text("building"))
    }

    private static func wrong(_ name: String) -> ServiceRefusal {
        .invalidBody([BodyProblem(item: name, message: "使えない値です。")])
    }
}
