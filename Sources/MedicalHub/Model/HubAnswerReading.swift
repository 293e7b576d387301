// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What an answer of PMH means. Its form is not published: a status in the two hundreds is a yes; rows
/// that are named with their place are refused; anything else is for later.
///
/// Words of the peer may quote a name or a number. Only the names of items and of rules that the
/// layout knows are taken over.
struct HubAnswerReading {
    enum Meaning {
        case accepted
        /// By the place of the row in the array.
        case refused([Int: HubResult.Outcome])
        /// Something of the whole is refused, and nobody says which row.
        case unclear(Int)
        case failed(String)
    }

    private struct Answer: Decodable {
        struct Problem: Decodable {
            let index: Int
            let field: String?
            let rule: String?
        }
        let errors: [Problem]?
    }

    let layout: HubLayout

    func meaning(of reply: HubReply, rows: Int) -> Meaning {
        let problems = problems(in: reply.body, rows: rows)
        switch reply.status {
        case 200..<300: return problems.isEmpty ? .accepted : .refused(problems)
        case 400, 409, 422: return problems.isEmpty ? .unclear(reply.status) : .refused(problems)
        case 413: return .unclear(reply.status)
        case 401, 403: return .failed("unauthorised")
        case 429, 503: return .failed("busy")
        default: return .failed("status-\(reply.status)")
        }
    }

    private func problems(in body: [UInt8], rows: Int) -> [Int: HubResult.Outcome] {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
            return [:]
        }
        var found: [Int: HubResult.Outcome] = [:]
        for problem in answer.errors ?? [] where (0..<rows).contains(problem.index) {
            guard found[problem.index] == nil else { continue }
            let field = problem.field.flatMap { layout.names.contains($0) ? $0 : nil } ?? "?"
            let rule = problem.rule.flatMap(HubProblem.Rule.init)?.rawValue ?? "?"
            found[problem.index] = .refused(field: field, rule: rule)
        }
        return found
    }
}
