from django.http import Http404, JsonResponse

from .models import Order, User
from .routers import ShardRouter

router = ShardRouter()


def user_detail(request, user_id):
    shard = router.get_shard(user_id)
    try:
        user = User.objects.using(shard).get(pk=user_id)
    except User.DoesNotExist:
        raise Http404("no such user")
    return JsonResponse({"id": user.pk, "name": user.name, "shard": shard})


def user_orders(request, user_id):
    shard = router.get_shard(user_id)
    orders = Order.objects.using(shard).filter(user_id=user_id).order_by("-placed_at")
    return JsonResponse({"orders": [{"id": o.pk, "total": str(o.total)} for o in orders[:50]]})
