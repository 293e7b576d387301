// SPDX-License-Identifier: Apache-2.0

/// A question of a self-check, drawn from a measure of the assessment.
public struct CheckQuestion: Sendable, Hashable {
    public let measure: String
    public let sentence: String

    public init(measure: String, sentence: String) {
        self.measure = measure
        self.sentence = sentence
    }
}

/// The answer to a question of a self-check.
public enum CheckAnswer: String, Sendable, CaseIterable {
    case kept, partly, broken, void

    public var title: String {
        switch self {
        case .kept: "守られている"
        case .partly: "一部守られていない"
        case .broken: "守られていない"
        case .void: "当課では該当しない"
        }
    }
}

/// A question with its latest answer.
public struct AnsweredQuestion: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let position: Int
    public let question: CheckQuestion
    public let answer: CheckAnswer?
    public let note: String?
    public let officer: String?
}

/// The questions of a survey, as its register's field writes them: `質問：選択肢1;選択肢2`, one a line.
public struct SurveyQuestion: Sendable, Hashable {
    public let sentence: String
    public let choices: [String]

    /// - Returns: `nil` where a line has no choices or only one.
    public static func all(_ text: String) -> [SurveyQuestion]? {
        let lines = text.split(whereSeparator: \.isNewline).filter {
            !$0.allSatisfy(\.isWhitespace)
        }
        let questions = lines.compactMap { line -> SurveyQuestion? in
            let parts = line.split(maxSplits: 1) { $0 == "：" || $0 == ":" }
            guard parts.count == 2 else { return nil }
            let choices = parts[1].split { $0 == ";" || $0 == "；" }.map(String.init)
            return choices.count < 2
                ? nil : SurveyQuestion(sentence: String(parts[0]), choices: choices)
        }
        return questions.count == lines.count && !questions.isEmpty ? questions : nil
    }
}
