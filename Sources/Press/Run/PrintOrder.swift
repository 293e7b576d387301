// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How a run is printed.
public struct PrintOrder: Sendable {
    /// What happens to a sheet with a character that cannot be drawn or text that does not fit.
    public enum OnProblem: Sendable {
        /// The whole run is refused and no file appears.
        case refuse
        /// The sheet is left out, the others are printed; the report says which.
        case leaveOut
        /// The sheet is printed and each of its pages says that it must be completed by hand.
        case mark
    }

    /// The date in the file's metadata: the same input gives the same bytes.
    public let date: CivilDate
    /// Title in the file's metadata; never about a person.
    public let title: String
    /// 「検証環境」: printed on each page where it is handed in; `nil` only in live use.
    public let environmentMark: String?
    public let onProblem: OnProblem
    /// The pages that are printed; `nil` is all of them.
    public let pages: PageChoice?

    public init(
        date: CivilDate, title: String, environmentMark: String?, onProblem: OnProblem = .refuse,
        pages: PageChoice? = nil
    ) {
        self.pages = pages
        self.date = date
        self.title = title
        self.environmentMark = environmentMark
        self.onProblem = onProblem
    }
}
