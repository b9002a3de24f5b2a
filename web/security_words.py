"""Why a request was refused, in Vietnamese and English."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "host": ("Tên máy chủ trong yêu cầu không phải của hệ thống này.", "The host name of the request is not that of this site."),
    "often": ("Bạn gửi yêu cầu quá nhanh. Vui lòng thử lại sau ít giây.", "Too many requests. Please try again in a few seconds."),
    "large": ("Nội dung gửi lên quá lớn.", "The body of the request is too large."),
    "slow": ("Nội dung gửi lên quá chậm.", "The body of the request came too slowly."),
    "body": ("Không đọc được nội dung gửi lên.", "The body of the request cannot be read."),
    "key": ("Khóa API không hợp lệ.", "The API key is not valid."),
    "login": ("Cần đăng nhập để xem nội dung này.", "Log in to read this."),
    "foreign": ("Yêu cầu đến từ một trang khác và đã bị từ chối.", "The request came from another site and was refused."),
    "form": ("Chỉ nhận dữ liệu từ biểu mẫu của hệ thống.", "Only forms of this site are accepted here."),
    "token": (
        "Biểu mẫu đã hết hiệu lực. Vui lòng quay lại, tải lại trang rồi gửi lại.",
        "The form is no longer valid. Please go back, reload the page and send it again.",
    ),
    "fault": ("Hệ thống gặp lỗi. Quản trị viên sẽ xem nhật ký.", "Something went wrong here. The administrator will find it in the log."),
    "store": ("Cơ sở dữ liệu tạm thời không sẵn sàng. Vui lòng thử lại sau.", "The database is not available. Please try again later."),
}
