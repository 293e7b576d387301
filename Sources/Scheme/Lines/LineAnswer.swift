// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The answer to one line of `judge` or `compute`.
public struct LineAnswer: Sendable, Hashable {
    /// One JSON object without line end.
    public let json: String
    /// Whether the request could be read; the command ends with status 1 when one could not.
    public let wasRead: Bool
}

/// A line that is not a request.
public enum LineRefusal: Refusal, Hashable {
    case notJSON
    case field(path: String, reason: String)
    case unknownScheme(String, known: [String])

    public var code: String {
        switch self {
        case .notJSON: "E-SCH-011"
        case .field: "E-SCH-012"
        case .unknownScheme: "E-SCH-013"
        }
    }

    public var message: String {
        switch self {
        case .notJSON: "JSON として読めません。1行に1つのオブジェクトを書いてください。"
        case .field(let path, let reason): "\(path): \(reason)"
        case .unknownScheme(let id, let known):
            "制度「\(id)」の本がありません。使える制度: \(known.joined(separator: "、"))"
        }
    }

    /// The error line; values of the request are never repeated.
    func answer(line: Int) -> LineAnswer {
        var error = JSONText()
        error.field("line", line)
        error.field("code", code)
        error.field("message", message)
        var text = JSONText()
        text.raw("error", error.object)
        return LineAnswer(json: text.object, wasRead: false)
    }
}
