// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Reads one JSON line as a request type; every failure names the field and what to do.
func decodeLine<Value: Decodable>(
    _ type: Value.Type, _ line: String
) throws(LineRefusal) -> Value {
    do {
        return try JSONDecoder().decode(type, from: Data(line.utf8))
    } catch let error as DecodingError {
        throw refusal(of: error)
    } catch {
        throw .notJSON
    }
}

private func refusal(of error: DecodingError) -> LineRefusal {
    func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
        return .field(path: path(context.codingPath + [key]), reason: "この項目が必要です")
    case .typeMismatch(_, let context):
        return .field(path: path(context.codingPath), reason: "値の形が違います")
    case .valueNotFound(_, let context):
        return .field(path: path(context.codingPath), reason: "null にできません")
    case .dataCorrupted(let context):
        if context.codingPath.isEmpty { return .notJSON }
        return .field(
            path: path(context.codingPath), reason: "読めない値です(日付は YYYY-MM-DD、年月は YYYY-MM)")
    @unknown default: return .notJSON
    }
}
