// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One entry of `errors[]` of the 付番API: E0001 必須, E0002 指定文字, E0003 桁数, E0004 相関. It names
/// the parameter, never its value.
public struct ParameterProblem: Sendable, Hashable, Codable {
    public enum Code: String, Sendable, Codable {
        case required = "E0001"
        case characters = "E0002"
        case length = "E0003"
        case correlation = "E0004"
    }

    public let code: Code
    public let parameter: String
    public let message: String

    init(_ code: Code, _ parameter: String, _ what: String? = nil) {
        self.code = code
        self.parameter = parameter
        message =
            switch code {
            case .required: "\(parameter) は必須です。"
            case .characters: "\(parameter) に使えない文字か、使えない値があります。"
            case .length: "\(parameter) の桁数が違います。"
            case .correlation: "\(parameter): \(what ?? "ほかの項目と合いません。")"
            }
    }
}

extension ParameterRule {
    /// What is wrong with a value that is there; `nil` when nothing is.
    func problem(_ value: String, _ parameter: String) -> ParameterProblem? {
        let count = value.count
        func check(_ isRight: Bool, _ fits: Bool) -> ParameterProblem? {
            isRight
                ? (fits ? nil : ParameterProblem(.length, parameter))
                : ParameterProblem(.characters, parameter)
        }
        switch self {
        case .narrow(let most): return check(value.utf8.allSatisfy(Self.isNarrow), count <= most)
        case .digits(let exactly):
            return check(value.utf8.allSatisfy(Self.isDigit), count == exactly)
        case .number(let most): return check(value.utf8.allSatisfy(Self.isDigit), count <= most)
        case .wide(let most):
            return check(value.unicodeScalars.allSatisfy(Self.isWide), count <= most)
        case .oneOf(let values):
            return check(values.contains(value), true)
        case .date: return check(CivilDate(iso: value) != nil, true)
        case .birthDate: return check(BirthDate(value) != nil, true)
        case .time: return check(Self.isTime(value), true)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isNarrow(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

    /// No control character, no half-width letter or kana: N is full width.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0xA0, 0xFF61...0xFF9F, 0xFFFE...0xFFFF: false
        default: true
        }
    }

    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard text.utf8.count == 8, parts.count == 3,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(isDigit) })
        else { return false }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == 3 && numbers[0] < 24 && numbers[1] < 60 && numbers[2] < 60
    }
}
