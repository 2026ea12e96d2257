"""Every command, one struct each, in files by subject. The decorator names the capability that a sender needs."""

from workshop.contract.commands.accounts import (
    AccountAdd,
    AccountPassword,
    AccountRemove,
)
from workshop.contract.commands.agenda_control import (
    ActivityClock,
    ActivityClose,
    ActivityOpen,
    ActivityReveal,
    ActivityTime,
    AgendaGo,
    AgendaRestore,
    ForumEnd,
    StepBefore,
)
from workshop.contract.commands.agenda_steps import (
    ActivityAdd,
    ActivityDraft,
    ActivityEdit,
    ActivityMove,
    ActivityRemove,
    ActivitySchedule,
)
from workshop.contract.commands.background_questions import (
    BackgroundAnswer,
    BackgroundEdit,
    BackgroundQuestion,
)
from workshop.contract.commands.ballots import (
    BallotSet,
    HandsSet,
)
from workshop.contract.commands.clusters import (
    ClusterAdd,
    ClusterColour,
    ClusterMerge,
    ClusterOrder,
    ClusterRemove,
    ClusterRename,
    ClusterRestore,
    ClustersAdd,
    ClustersRename,
    IdeaPlace,
    IdeasPlace,
)
from workshop.contract.commands.computed_suggestion_dismissals import (
    SuggestionDismiss,
    SuggestionRestore,
)
from workshop.contract.commands.early_entry import ForumEarly
from workshop.contract.commands.forums import (
    ForumAdd,
    ForumEdit,
    ForumRemove,
)
from workshop.contract.commands.group_counts_fixed_for_results import (
    ResultsSettle,
)
from workshop.contract.commands.hiding_reasons import (
    HouseReasonAdd,
    HouseReasonRemove,
    ReasonAdd,
    ReasonRemove,
)
from workshop.contract.commands.idea_merging import (
    IdeaMerge,
    IdeaUnmerge,
)
from workshop.contract.commands.idea_rewording import (
    IdeaReword,
    IdeaWords,
)
from workshop.contract.commands.idea_supports import (
    IdeaSupport,
)
from workshop.contract.commands.ideas import (
    IdeaAdd,
    IdeaEdit,
    IdeaEnter,
    IdeaLanguage,
    IdeaLeaveOut,
    IdeaRestore,
    IdeasPause,
    IdeaWithdraw,
)
from workshop.contract.commands.imported_ideas_and_ballots import (
    BallotsImport,
    BallotsTakeBack,
    IdeasImport,
    ImportedIdea,
)
from workshop.contract.commands.joining_language_and_ready import (
    ActivityDone,
    ParticipantJoin,
    ParticipantLanguage,
)
from workshop.contract.commands.links_and_secrets import (
    JoinAddress,
    JoinRenew,
    LinkAdd,
    LinkRevoke,
    ScreenRenew,
)
from workshop.contract.commands.moderation import (
    AuthorHide,
    AuthorHold,
    ForumEmergency,
    IdeaDecided,
    IdeaHide,
    IdeaMask,
    IdeaReview,
    IdeasHide,
    IdeaShow,
    IdeasShow,
    IdeasSlow,
    ModerationSet,
)
from workshop.contract.commands.open_call_programme import (
    ProgrammePublish,
    ProgrammeSet,
)
from workshop.contract.commands.open_call_proposals import (
    ContactsRemove,
    FormChange,
    FormSend,
)
from workshop.contract.commands.organiser_answers import (
    ClusterAnswer,
    ForumAnswerBy,
    IdeasAnswer,
)
from workshop.contract.commands.paper_ballots import (
    BallotEnter,
)
from workshop.contract.commands.participants_confirm_results import (
    ResultsConfirm,
)
from workshop.contract.commands.participants_placement_suggestions import (
    PlacementDismiss,
    PlacementSuggest,
)
from workshop.contract.commands.personal_data import (
    PersonalDelete,
    PersonalUntil,
)
from workshop.contract.commands.recalling_earlier_forum import ActivityRecall
from workshop.contract.commands.results_page import (
    ResultsEdit,
    SeriesResults,
)
from workshop.contract.commands.screen import (
    ScreenBlank,
    ScreenCluster,
    ScreenCode,
    ScreenFreeze,
    ScreenSpotlight,
    ScreenUncover,
    ScreenVote,
)
from workshop.contract.commands.series import (
    SeriesAdd,
    SeriesRemove,
    SeriesRename,
)
from workshop.contract.commands.sort_dealing_and_placing_agreed import (
    BallotDeal,
    SortTake,
)
from workshop.contract.commands.theme_proposals import (
    ProposalAdd,
    ProposalDecided,
    ProposalDismiss,
    ProposalState,
    ProposalTake,
)
from workshop.contract.commands.tickets import (
    TicketsAdd,
    TicketsRequire,
    TicketsRevoke,
)
from workshop.contract.commands.undo import (
    Redo,
    Undo,
)
from workshop.contract.shared_types import ActivitySettings, Moderation

__all__ = [
    "AccountAdd",
    "AccountPassword",
    "AccountRemove",
    "ActivityAdd",
    "ActivityClock",
    "ActivityClose",
    "ActivityDone",
    "ActivityDraft",
    "ActivityEdit",
    "ActivityMove",
    "ActivityRecall",
    "ActivityOpen",
    "ActivityRemove",
    "ActivitySchedule",
    "ActivityReveal",
    "ActivitySettings",
    "ActivityTime",
    "AgendaGo",
    "AgendaRestore",
    "AuthorHide",
    "AuthorHold",
    "BackgroundAnswer",
    "BackgroundEdit",
    "BackgroundQuestion",
    "BallotDeal",
    "BallotEnter",
    "BallotSet",
    "BallotsImport",
    "BallotsTakeBack",
    "ClusterAdd",
    "ClusterAnswer",
    "ClusterColour",
    "ClusterMerge",
    "ClusterOrder",
    "ClusterRemove",
    "ClusterRename",
    "ClusterRestore",
    "ClustersAdd",
    "ClustersRename",
    "ContactsRemove",
    "FormChange",
    "FormSend",
    "ForumAdd",
    "ForumAnswerBy",
    "ForumEarly",
    "ForumEdit",
    "ForumEmergency",
    "ForumEnd",
    "ForumRemove",
    "HandsSet",
    "HouseReasonAdd",
    "HouseReasonRemove",
    "IdeaAdd",
    "IdeaDecided",
    "IdeaEdit",
    "IdeaEnter",
    "IdeaHide",
    "IdeaLanguage",
    "IdeaLeaveOut",
    "IdeaMask",
    "IdeaMerge",
    "IdeaPlace",
    "IdeaRestore",
    "IdeaReview",
    "IdeaReword",
    "IdeaShow",
    "IdeaSupport",
    "IdeaUnmerge",
    "IdeaWithdraw",
    "IdeaWords",
    "IdeasAnswer",
    "IdeasHide",
    "IdeasImport",
    "IdeasPause",
    "ImportedIdea",
    "IdeasPlace",
    "IdeasShow",
    "IdeasSlow",
    "JoinAddress",
    "JoinRenew",
    "LinkAdd",
    "LinkRevoke",
    "Moderation",
    "ModerationSet",
    "ParticipantJoin",
    "ParticipantLanguage",
    "PersonalDelete",
    "PersonalUntil",
    "PlacementDismiss",
    "PlacementSuggest",
    "ProgrammePublish",
    "ProgrammeSet",
    "ProposalAdd",
    "ProposalDecided",
    "ProposalDismiss",
    "ProposalState",
    "ProposalTake",
    "ReasonAdd",
    "ReasonRemove",
    "Redo",
    "ResultsConfirm",
    "ResultsEdit",
    "ResultsSettle",
    "ScreenBlank",
    "ScreenCluster",
    "ScreenCode",
    "ScreenFreeze",
    "ScreenRenew",
    "ScreenSpotlight",
    "ScreenUncover",
    "ScreenVote",
    "SeriesAdd",
    "SeriesRemove",
    "SeriesRename",
    "SeriesResults",
    "SortTake",
    "StepBefore",
    "SuggestionDismiss",
    "SuggestionRestore",
    "TicketsAdd",
    "TicketsRequire",
    "TicketsRevoke",
    "Undo",
]
