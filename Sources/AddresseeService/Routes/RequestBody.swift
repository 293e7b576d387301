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
            if !Self.fits(value, item.kind) {
                problems.append(BodyProblem(item: item.name, message: "型が違います。"))
            }
        }
        guard problems.isEmpty else { throw .invalidBody(problems) }
        self.values = values
    }

    private static func fits(_ value: Any, _ kind: BodyItem.Kind) -> Bool {
        switch kind {
        case .string: (value as? String).map { $0.utf8.count <= 4_096 } ?? false
        case .boolean: value is Bool
        case .integer: (value as? NSNumber).map { Int64(exactly: $0.doubleValue) != nil } ?? false
        case .strings: (value as? [String]).map { $0.count <= 10_000 } ?? false
        }
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
