// SPDX-License-Identifier: Apache-2.0
import Payments
import Vocabulary

/// The steps of a payment run: which are done, by whom and when, and where it stands.
struct RunStepNav: PageModel {
    struct Step: PageModel {
        let title: String
        let state: String
        /// 済み, 現在, 未: said, not only drawn.
        let word: String
        let isCurrent: Bool
        let by: String
    }

    let steps: [Step]

    private static let titles = ["抽出・点検", "起案", "決裁", "振込データ", "結果"]

    /// Before the run is proposed.
    static let beginning = RunStepNav(at: 0, by: [:], isSentBack: false)

    init(_ detail: RunDetail, _ desk: DeskRoom) {
        var by: [Int: String] = [:]
        var place = 2
        for step in detail.steps {
            let words = "\(desk.name(of: step.officer)) \(Say.moment(step.at))"
            switch step.status {
            case .proposed: by[1] = words
            case .approved: (by[2], place) = (words, 3)
            case .sentBack: (by[2], place) = (words, 2)
            case .written: (by[3], place) = (words, 4)
            case .settled: (by[4], place) = (words, 5)
            }
        }
        self.init(at: place, by: by, isSentBack: detail.run.status == .sentBack)
    }

    private init(at place: Int, by: [Int: String], isSentBack: Bool) {
        steps = Self.titles.enumerated().map { index, title in
            let isCurrent = index == place
            let isWrong = isCurrent && isSentBack
            let (state, word) =
                index < place
                ? ("done", "済み")
                : isWrong ? ("wrong", "差戻し") : isCurrent ? ("now", "現在") : ("todo", "これから")
            return Step(
                title: title, state: state, word: word, isCurrent: isCurrent, by: by[index] ?? "")
        }
    }
}
